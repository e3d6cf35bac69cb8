// Bytes as they come, kept as parts of a blob.
"use strict";

const PART_BYTES = 4 * 1024 * 1024;

class Parts {
  #parts = [];
  #waiting = [];
  #bytes = 0;

  push(chunk) {
    this.#waiting.push(chunk);
    this.#bytes += chunk.byteLength;
    if (this.#bytes >= PART_BYTES) this.#flush();
  }

  #flush() {
    this.#parts.push(new Blob(this.#waiting));
    this.#waiting = [];
    this.#bytes = 0;
  }

  blob() {
    this.#flush();
    return new Blob(this.#parts);
  }
}
