/**
 * How the sheet looks to this reader: its zoom, whether signs that cannot be seen are shown, whether the system's
 * dictionaries look at the words. Kept while the window is open; the text knows nothing of it.
 */

export const ZOOM_LEAST = 50;
export const ZOOM_MOST = 200;
/** The steps of Ctrl+plus and Ctrl+minus, in per cent. */
const STEPS = [50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200];

class Looks {
  /** Of the sheet alone, in per cent; the window's own zoom is a setting. */
  zoom = $state(100);
  invisibles = $state(false);
  spelling = $state(true);

  /** One step larger or smaller; 0 is back to 100 %. */
  scale(way: -1 | 0 | 1): void {
    if (way === 0) this.zoom = 100;
    else if (way > 0) this.zoom = STEPS.find((step) => step > this.zoom) ?? ZOOM_MOST;
    else this.zoom = STEPS.findLast((step) => step < this.zoom) ?? ZOOM_LEAST;
  }
}

export const looks = new Looks();
