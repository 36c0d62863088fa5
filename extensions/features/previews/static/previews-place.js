// Where a card stands beside a link.  Lengths are in CSS pixels, rectangles as the browser
// gives them, measured from the top left of the view.

const GAP = 6;
const MARGIN = 8;

/**
 * Return where a card of the size `card` stands in a `view` of a size so that it covers
 * nothing of the line `link`: `left`, `room` (how high it may be), and `top` below the line or
 * `bottom`, measured from the bottom of the view, above it.  It is below where it fits.
 * @param {Pick<DOMRect, "left" | "top" | "bottom">} link
 * @param {Pick<DOMRect, "width" | "height">} card
 * @param {Pick<DOMRect, "width" | "height">} view
 */
export function place(link, card, view) {
  const below = view.height - link.bottom - GAP - MARGIN;
  const above = link.top - GAP - MARGIN;
  const rightmost = view.width - card.width - MARGIN;
  const left = Math.max(MARGIN, Math.min(link.left, rightmost));
  if (card.height <= below || below >= above) {
    return { left, room: Math.max(below, 0), top: link.bottom + GAP, bottom: null };
  }
  return { left, room: above, top: null, bottom: view.height - link.top + GAP };
}
