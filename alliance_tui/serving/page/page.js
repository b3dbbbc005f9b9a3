"use strict";

// The page may stand below any path: every address is told from its own.
const terminal = document.querySelector("#terminal");
const socket = new URL("ws", window.location.href);
socket.protocol = socket.protocol.replace("http", "ws");
socket.search = "";
terminal.dataset.sessionWebsocketUrl = socket.href;

const size = Number(new URLSearchParams(window.location.search).get("fontsize"));
terminal.dataset.fontSize = size >= 6 && size <= 60 ? size : 16;

document.querySelector("#again").addEventListener("click", () => window.location.reload());

// A download is no window, which browsers would hold back; a source knows nothing of this page.
const open = window.open.bind(window);
window.open = (address) => {
  const key = /^\/download\/(\w+)$/.exec(new URL(address, window.location.href).pathname);
  if (key === null) return open(address, "_blank", "noopener,noreferrer");
  const link = document.createElement("a");
  link.href = new URL(`download/${key[1]}`, window.location.href).href;
  link.download = "";
  link.click();
  return null;
};
