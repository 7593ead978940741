"""The demonstration: made-up people of Bijie play cases modelled on published decisions through the door.

``data/`` says who and what (see ``data/ORIGIN.md``); ``timetable`` says when; ``turns`` says which acts a
word of a story means; ``player`` performs them at their moments.
"""
