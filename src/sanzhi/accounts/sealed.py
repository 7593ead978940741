"""What a change of keys must know of the accounts: secrets of second factors lie in a column of allauth."""

from sanzhi.accounts.second import PURPOSE
from sanzhi.store.sealed.places import register
from sanzhi.store.sealed.texts import SealedTexts

register(SealedTexts("mfa.Authenticator", "data", PURPOSE))
