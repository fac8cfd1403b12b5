/** A sentence for everyone on the page: drawn at its top and read aloud. Empty when there is nothing to say. */
class Notice {
	text = $state('');
	color = $state<'success' | 'danger'>('danger');

	/** Shows `text` until it is closed or the next page comes; what went wrong is red, what went well green. */
	show(text: string, color: 'success' | 'danger' = 'danger') {
		this.text = text;
		this.color = color;
	}

	clear() {
		this.text = '';
	}
}

/** One per browser tab; the server never writes to it. */
export const notice = new Notice();
