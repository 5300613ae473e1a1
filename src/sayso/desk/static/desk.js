// Pointing at a claim in the text shows its card, and the other way round. All else works without this.
"use strict";
(() => {
  const text = document.getElementById("text");
  if (!text) return;
  const parts = (id) => document.querySelectorAll(`[data-claim="${CSS.escape(id)}"]`);
  let now = null;
  const show = (id) => {
    if (id === now) return;
    if (now) parts(now).forEach((part) => part.classList.remove("on"));
    now = id;
    if (id) parts(id).forEach((part) => part.classList.add("on"));
  };
  const pointed = (event) => {
    const part = event.target.closest?.("[data-claim]");
    show(part ? part.dataset.claim : null);
  };
  document.addEventListener("pointerover", pointed);
  document.addEventListener("focusin", pointed);
  text.addEventListener("click", (event) => {
    const part = event.target.closest("[data-claim]");
    if (!part || event.target.closest("a")) return;
    const card = document.getElementById(`card-${part.dataset.claim}`);
    card?.scrollIntoView({ block: "nearest" });
    history.replaceState(null, "", `#${part.dataset.claim}`);
  });
  const act = document.getElementById("layer-act");
  act?.addEventListener("change", () => {
    text.classList.toggle("filtered", act.value !== "");
    text.querySelectorAll(".content").forEach((part) => {
      part.classList.toggle("shown", part.classList.contains(`act-${act.value}`));
    });
    document.querySelectorAll(".card").forEach((card) => {
      card.hidden = act.value !== "" && card.dataset.act !== act.value;
    });
  });
})();
