import * as check from './check-api.schema';
import * as figure from './figure-api.schema';
import * as listing from './listing-api.schema';
import * as need from './need-api.schema';
import type { Operation } from './operation';
import * as purchase from './purchase-api.schema';

/** Everything the API can do, in the order the document tells it. */
export const OPERATIONS: readonly Operation[] = [
	listing.listListings,
	listing.createListing,
	listing.getListing,
	listing.addListingPhotos,
	need.createNeed,
	need.listNeeds,
	need.getNeed,
	check.getCheck,
	check.openCheck,
	check.answerAvoid,
	check.answerRung,
	check.answerGroup,
	check.answerRest,
	check.completeCheck,
	purchase.getPurchaseRequest,
	purchase.savePurchaseRequest,
	purchase.submitPurchaseRequest,
	purchase.approvePurchaseRequest,
	purchase.rejectPurchaseRequest,
	figure.getClearance,
	figure.getReportSummary,
	figure.listBenefits
];
