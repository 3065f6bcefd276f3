/** Menus and hints open inside `<main>`, so that everything on the screen lies in a landmark. */
export function overlayRoot(): HTMLElement {
  return document.querySelector('main') ?? document.body;
}
