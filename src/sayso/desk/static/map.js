// The map of incidents: borders and points are files of this desk, no tile server is asked.
const place = document.getElementById("map");

const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const colours = dark
  ? { sea: "#161718", land: "#26282a", border: "#4a4c4f", point: "#9cc3ec", conflict: "#ff9d84", line: "#161718" }
  : { sea: "#f2efe8", land: "#fdfcf9", border: "#c9c4b8", point: "#1d4b7a", conflict: "#9c2a12", line: "#fdfcf9" };

function style() {
  return {
    version: 8,
    sources: { borders: { type: "geojson", data: new URL("/static/vendor/borders/borders.geojson", location.href).href, attribution: "Borders: Natural Earth" } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      { id: "land", type: "fill", source: "borders", paint: { "fill-color": colours.land } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colours.border, "line-width": 0.7 } },
    ],
  };
}

function features(points) {
  return {
    type: "FeatureCollection",
    features: points.map((p) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [p.lon, p.lat] },
      properties: { id: p.id, title: p.title ?? p.id, reports: p.reports, conflicts: p.conflicts },
    })),
  };
}

function card(properties) {
  const box = document.createElement("div");
  const link = document.createElement("a");
  link.href = `/incident/${encodeURIComponent(properties.id)}`;
  link.textContent = properties.title;
  const numbers = document.createElement("p");
  numbers.className = "by";
  numbers.textContent = `${properties.reports} report(s)` + (properties.conflicts ? `, ${properties.conflicts} conflict(s)` : "");
  box.append(link, numbers);
  return box;
}

async function draw() {
  const answer = await fetch(`/points.json${location.search}`);
  const points = answer.ok ? await answer.json() : [];
  if (!points.length) {
    place.classList.add("empty");
    place.firstElementChild.textContent = "No incident here has a place on the map.";
    return;
  }
  const css = document.createElement("link");
  css.rel = "stylesheet";
  css.href = "/static/vendor/maplibre/maplibre-gl.css";
  document.head.append(css);
  const maplibre = await import("/static/vendor/maplibre/maplibre-gl.mjs");
  place.replaceChildren();
  const lons = points.map((p) => p.lon), lats = points.map((p) => p.lat);
  const bounds = [[Math.min(...lons) - 2, Math.max(-84, Math.min(...lats) - 2)], [Math.max(...lons) + 2, Math.min(84, Math.max(...lats) + 2)]];
  const map = new maplibre.Map({ container: place, style: style(), bounds, fitBoundsOptions: { maxZoom: 5, padding: 20 }, maxZoom: 9, attributionControl: { compact: false }, cooperativeGestures: true, dragRotate: false });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  map.on("load", () => {
    map.addSource("incidents", { type: "geojson", data: features(points) });
    map.addLayer({
      id: "incidents", type: "circle", source: "incidents",
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["get", "reports"], 1, 4, 30, 12],
        "circle-color": ["case", [">", ["get", "conflicts"], 0], colours.conflict, colours.point],
        "circle-opacity": 0.8, "circle-stroke-width": 1, "circle-stroke-color": colours.line,
      },
    });
    map.on("click", "incidents", (event) => {
      const found = event.features[0];
      new maplibre.Popup().setLngLat(found.geometry.coordinates).setDOMContent(card(found.properties)).addTo(map);
    });
    map.on("mouseenter", "incidents", () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", "incidents", () => { map.getCanvas().style.cursor = ""; });
    place.dataset.ready = "true";
  });
}

if (place) {
  const start = () => draw().catch(() => { place.innerHTML = ""; place.append(Object.assign(document.createElement("p"), { className: "by", textContent: "The map cannot be drawn here (no WebGL). The list has all it shows." })); });
  const watch = new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting)) { watch.disconnect(); start(); }
  });
  watch.observe(place);
}
