/** Shown from the cache in place of other pages, so it must not try to become them. */
export const csr = false;
