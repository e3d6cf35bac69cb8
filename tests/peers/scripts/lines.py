"""Questions and answers in lines of JSON; see src/peer/script.rs. Only what the library itself
raises is its answer: a file that cannot be read or written ends the script."""

import json
import pathlib
import sys


def attempt(work, *arguments):
    try:
        return work(*arguments), {"done": True}
    except BaseException as error:  # a panic of an extension in Rust is no Exception
        return None, {"done": False, "words": str(error) or type(error).__name__}


def serve(version, take, open_message):
    for line in sys.stdin:
        question = json.loads(line)
        if question["task"] == "version":
            answer = {"version": version}
        else:
            secret = pathlib.Path(question["secret"]).read_bytes()
            key, answer = attempt(take, secret)
            if answer["done"] and question["task"] == "open":
                message = pathlib.Path(question["message"]).read_bytes()
                plaintext, answer = attempt(open_message, key, message)
                if answer["done"]:
                    pathlib.Path(question["plaintext"]).write_bytes(plaintext)
        print(json.dumps(answer), flush=True)
