"""The command ``sanzhi``."""

import os

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sanzhi")
def main() -> None:
    """三制：行政执法公示、全过程记录、法制审核。"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanzhi.config.settings")
