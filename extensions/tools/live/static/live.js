// Follows the saves of `make live`: the open page is loaded anew when the site was built, and
// shows at its foot what is wrong with it.

// The number of the build before whose end the page was loaded anew.
const EARLY = "live-early";

async function showFaults() {
  const faults = await (await fetch("/_live/faults.json", { cache: "no-store" })).json();
  document.querySelector(".live-faults")?.remove();
  if (!faults.length) return;
  const shown = document.createElement("section");
  shown.className = "live-faults";
  shown.setAttribute("role", "alert");
  const text = document.createElement("pre");
  text.textContent = faults.join("\n");
  shown.append(text);
  document.body.append(shown);
}

async function version() {
  const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
  return answer.headers.get("etag");
}

function follow() {
  const socket = new WebSocket(`ws://${location.host}/websocket-reload`);
  let open = false;
  socket.onopen = () => (open = true);
  socket.onmessage = async ({ data }) => {
    const [what, number] = data.split(" ");
    const early = sessionStorage.getItem(EARLY) === number;
    const changed = (await version()) !== loaded;
    if (what === "pages" && changed) {
      sessionStorage.setItem(EARLY, number);
      location.reload();
    } else if (early && !changed) {
      await showFaults();
    } else if (what === "all") {
      location.reload();
    }
  };
  // A server that was started again has the page of then.
  socket.onclose = () => setTimeout(open ? wait : follow, 1000);
}

async function wait() {
  try {
    await fetch("/_live/faults.json", { cache: "no-store" });
    location.reload();
  } catch {
    setTimeout(wait, 1000);
  }
}

const loaded = await version();
follow();
await showFaults();
