/** A sentence for everyone on the page: drawn at its top and read aloud. Empty when there is nothing to say. */
class Notice {
	text = $state('');

	/** Shows `text` until it is closed or the next page comes. */
	show(text: string) {
		this.text = text;
	}

	clear() {
		this.text = '';
	}
}

/** One per browser tab; the server never writes to it. */
export const notice = new Notice();
