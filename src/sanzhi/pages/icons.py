"""Icons of the interface, drawn for it on a grid of 24 with lines of 2.

Each value is the path data of one ``<path>``.
"""

PATHS = {
    "alert": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5v5.5M12 16.4v.2",
    "arrow-left": "M19 12H5M11 6l-6 6 6 6",
    "arrow-right": "M5 12h14M13 6l6 6-6 6",
    "bang": "M12 6v7M12 17v.2",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4",
    "book": "M4 5a8 8 0 0 1 8 2 8 8 0 0 1 8-2v13a8 8 0 0 0-8 2 8 8 0 0 0-8-2zM12 7v13",
    "building": "M4 20h16M6 20V9l6-5 6 5v11M10 20v-5h4v5",
    "camera": "M3 8a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM15 11l6-4v10l-6-4",
    "chart": "M4 20h16M7 16v-5M12 16V6M17 16v-8",
    "chat": "M4 5h16v11h-9l-5 4v-4H4z",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2",
    "close": "M6 6l12 12M18 6L6 18",
    "columns": "M4 5h16v14H4zM10 5v14M15 5v14",
    "dot": "M12 12h.01",
    "download": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "eye": "M2.5 12C5 7.5 8.5 6 12 6s7 1.5 9.5 6c-2.5 4.5-6 6-9.5 6s-7-1.5-9.5-6z"
    "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "filter": "M4 5h16l-6 8v6l-4-2v-4z",
    "flag": "M6 21V4h11l-2 4 2 4H6",
    "flow": "M4 5h6v5H4zM14 14h6v5h-6zM10 7.5h4a3 3 0 0 1 3 3V14",
    "gap": "M7 12h10",
    "gavel": "M13 4l6 6M10 7l6 6M12 10l-8 8 2 2 8-8M14 21h7",
    "hands": "M12 6v6l4 3",
    "inbox": "M4 13l3-8h10l3 8v6H4zM4 13h5l1 3h4l1-3h5",
    "list": "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
    "lock": "M7 11V8.5a5 5 0 0 1 10 0V11M6 11h12v8H6z",
    "megaphone": "M4 10v4h3l8 5V5L7 10zM18.5 9a4 4 0 0 1 0 6",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4 3.5-6 8-6s8 2 8 6",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "scales": "M12 4v16M8 20h8M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z",
    "search": "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
    "seal": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z"
    "M12 8l1.2 2.7 2.8.3-2.1 2 .6 2.9L12 14.4l-2.5 1.5.6-2.9-2.1-2 2.8-.3z",
    "sort-down": "M12 5v14M7 14l5 5 5-5",
    "sort-up": "M12 19V5M7 10l5-5 5 5",
    "sort": "M8 10l4-4 4 4M8 14l4 4 4-4",
    "upload": "M12 16V5M7 9l5-5 5 5M5 20h14",
}
