/** Writing a provisioning document (PROVCONT 1.1) as an element tree, XML or WBXML. Parms stand in front of characteristics. */

import { BUILT, element, type Attribute, type Element } from '../model/element.js';
import { encodeWbxml } from '../wbxml/encode.js';
import type { WbxmlOptions } from '../wbxml/encode-options.js';
import { CANONICAL_FORM, type XmlForm } from '../xml/forms.js';
import { writeXml } from '../xml/write.js';
import { PROVISIONING_ROOT, type Characteristic, type Parm, type ProvisioningDocument } from './document.js';

/** The tree of a document. */
export function provisioningTree({ version, characteristics }: ProvisioningDocument): Element {
  const attributes = version === undefined ? [] : [attribute('version', version)];
  return element({ name: PROVISIONING_ROOT, namespace: 'prov', attributes, children: characteristics.map(characteristicElement) });
}

/** The document as XML. Throws DecodeError `dm1-xml/unwritable` for characters that XML does not have. */
export function writeProvisioningXml(document: ProvisioningDocument, form: XmlForm = CANONICAL_FORM): Uint8Array {
  return writeXml(provisioningTree(document), form);
}

/** The document as WBXML, as it goes over the air. Throws WbxmlEncodeError for text that no string can hold. */
export function writeProvisioningWbxml(document: ProvisioningDocument, options: Partial<WbxmlOptions> = {}): Uint8Array {
  return encodeWbxml(provisioningTree(document), { ...options, type: 'prov-1.0' });
}

function characteristicElement({ type, parms, characteristics }: Characteristic): Element {
  const children = [...parms.map(parmElement), ...characteristics.map(characteristicElement)];
  return element({ name: 'characteristic', namespace: 'prov', attributes: [attribute('type', type)], children });
}

function parmElement({ name, value }: Parm): Element {
  const attributes = [attribute('name', name), ...(value === undefined ? [] : [attribute('value', value)])];
  return element({ name: 'parm', namespace: 'prov', attributes });
}

function attribute(name: string, value: string): Attribute {
  return { name, uri: '', value, where: BUILT };
}
