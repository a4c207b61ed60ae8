/** HPUT: what it sends and when (clause 5.3.2). */
import { isSupported, uploadsAllAddresses, uploadsOnce, type UploadCommand } from '../support/upload-command.js';

const HPUT: UploadCommand = { name: 'HPUT', method: 'PUT', area: 'hput' };

export const testCases = [isSupported(HPUT), uploadsOnce(HPUT), uploadsAllAddresses(HPUT)];
