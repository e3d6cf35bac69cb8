"""Opens messages with pysequoia."""

import importlib.metadata

import lines
import pysequoia


def take(secret):
    return pysequoia.Tsk.from_bytes(secret).decryptor()


def open_message(key, message):
    return pysequoia.decrypt(bytes=message, decryptor=key).bytes


lines.serve("pysequoia " + importlib.metadata.version("pysequoia"), take, open_message)
