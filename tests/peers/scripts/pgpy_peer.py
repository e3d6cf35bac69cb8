"""Opens messages with PGPy."""

import importlib.metadata
import warnings

import lines
import pgpy

warnings.simplefilter("ignore")


def take(secret):
    key, _ = pgpy.PGPKey.from_blob(secret)
    return key


def open_message(key, message):
    plaintext = key.decrypt(pgpy.PGPMessage.from_blob(message)).message
    return plaintext.encode() if isinstance(plaintext, str) else bytes(plaintext)


lines.serve("PGPy13 " + importlib.metadata.version("PGPy13"), take, open_message)
