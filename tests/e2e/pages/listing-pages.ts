import { expect, type Page } from '@playwright/test';
import type { PhotoFile } from './photos';
import { idIn } from './test';
import { text } from './texts';

export interface ListingInput {
	title: string;
	/** Name of the type in Bokmål; left out it follows the title. */
	type?: string;
	quantity?: string;
	condition?: 'likeNew' | 'good' | 'usable' | 'worn' | 'needsRepair';
	year?: string;
	/** How it is known that it would have been thrown away. */
	disposedEvidence?: string;
	photo?: PhotoFile;
}

/** Types the name of a type and takes it from what is offered. */
export async function chooseType(page: Page, name: string): Promise<void> {
	const field = page.locator('input[role=combobox]');
	await field.fill(name);
	await page.getByRole('option', { name, exact: true }).click();
	await expect(field).toHaveValue(name);
}

/** The form that puts something out. */
export class NewListingPage {
	constructor(readonly page: Page) {}

	title = () => this.page.getByLabel(text('listingTitleLabel'), { exact: true });
	quantity = () => this.page.getByLabel(text('listingQuantityLabel'), { exact: true });
	condition = (code: string) => this.page.locator(`input[name=condition][value=${code}]`);
	year = () => this.page.getByLabel(text('listingYearLabel'), { exact: true });
	availableFrom = () => this.page.getByLabel(text('listingAvailableFromLabel'), { exact: true });
	photos = () => this.page.getByRole('group', { name: text('photoLabel'), exact: true });
	summary = () => this.page.locator('[data-error-summary]');

	async open(): Promise<void> {
		await this.page.goto('/listings/new');
	}

	async more(): Promise<void> {
		await this.page.getByText(text('listingMore'), { exact: true }).click();
	}

	/** Chooses a photo as from the phone's album; from the disk where it is a path; does not wait for it. */
	async choosePhoto(photo: PhotoFile | string): Promise<void> {
		const first = this.page.getByLabel(text('photoChoose'), { exact: true });
		await first.or(this.page.getByLabel(text('photoAddMore'), { exact: true })).setInputFiles(photo);
	}

	async addPhoto(photo: PhotoFile): Promise<void> {
		await this.choosePhoto(photo);
		await expect(this.photos().getByText(text('photoDone'))).toHaveCount(1);
	}

	async send(): Promise<void> {
		await this.page.getByRole('button', { name: text('listingPublish'), exact: true }).click();
	}

	/** Puts it out; answers the id of the listing (a hazard question may stand next). */
	async publish(input: ListingInput): Promise<string> {
		await this.open();
		if (input.photo) await this.addPhoto(input.photo);
		await this.title().fill(input.title);
		if (input.type) await chooseType(this.page, input.type);
		await this.quantity().fill(input.quantity ?? '1');
		await this.condition(input.condition ?? 'good').check();
		if (input.year || input.disposedEvidence) await this.more();
		if (input.year) await this.year().fill(input.year);
		if (input.disposedEvidence) {
			await this.page.getByLabel(text('listingWouldBeLabel')).selectOption('disposed');
			await this.page.getByLabel(text('listingEvidenceLabel')).fill(input.disposedEvidence);
		}
		await this.send();
		await this.page.waitForURL(/\/listings\/[0-9a-f-]{36}(\/hazard)?\?new/);
		return idIn(this.page, 'listings');
	}
}

/** A listing as others see it. */
export class ListingPage {
	constructor(
		readonly page: Page,
		readonly id: string
	) {}

	open = () => this.page.goto(`/listings/${this.id}`);
	heading = () => this.page.getByRole('heading', { level: 1 });
	photo = () => this.page.locator('img[src^="/media/"]').first();
	quantity = () => this.page.getByLabel(text('reserveQuantityLabel'), { exact: true });
	reserveButton = () => this.page.getByRole('button', { name: text('reserveSubmit'), exact: true });
	queueButton = () => this.page.getByRole('button', { name: text('reserveSubmitQueue'), exact: true });

	/** Reserves (or lines up) without a need; answers the id of the reservation. */
	async reserve(quantity?: string): Promise<string> {
		await this.open();
		if (quantity) await this.quantity().fill(quantity);
		await this.page.locator('input[name=wouldBuyNew][value=yes]').check();
		await this.reserveButton().or(this.queueButton()).click();
		await this.page.waitForURL(/\/reservations\/[0-9a-f-]{36}/);
		return idIn(this.page, 'reservations');
	}
}
