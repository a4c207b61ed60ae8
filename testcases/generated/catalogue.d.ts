import type { CatalogueData } from '../catalogue.js';
export declare const CATALOGUE_DATA: CatalogueData;
