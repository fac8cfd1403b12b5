import { beforeNavigate } from '$app/navigation';
import { m } from '$lib/i18n/paraglide/messages.js';

/**
 * Asks before a page with something unsaved is left, inside the app, by the back button or by closing it; call it
 * while the component is made. Staying on the same path asks nothing.
 */
export function askBeforeLeaving(isUnsaved: () => boolean): void {
	beforeNavigate(({ from, to, willUnload, cancel }) => {
		if (!isUnsaved() || (to && to.url.pathname === from?.url.pathname)) return;
		// Before the page itself goes only the browser may ask, in its own words.
		if (willUnload || !confirm(m.uiUnsavedLeave())) cancel();
	});
}
