// The copy limit: reads the file and writes Blob parts, and does nothing to the bytes.
"use strict";

onmessage = async ({ data: { file, sliceBytes, ahead } }) => {
  try {
    const parts = [];
    const reading = [];
    let at = 0;
    const read = () => {
      if (at < file.size) reading.push(file.slice(at, at + sliceBytes).arrayBuffer());
      at += sliceBytes;
    };
    for (let slice = 0; slice < ahead; slice += 1) read();
    while (reading.length > 0) {
      const slice = await reading.shift();
      read();
      parts.push(new Blob([slice]));
    }
    postMessage({ sealed: new Blob(parts) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
postMessage({ head: "ready" });
