/** Provisioning documents for tests: the worked example of the fact tables, section 12, and a whole w7 document with what it refers to. */

import { octetsOfHex } from '../../../octets.js';
import { characteristic, parm, provisioningDocument, type ProvisioningDocument } from '../document.js';

/** 22 octets: APPLICATION with APPID w7. */
export const WORKED_DOCUMENT: Uint8Array = octetsOfHex('030B6A00C54601C60001550187360603773700010101') ?? new Uint8Array();

export const W7_XML = `<wap-provisioningdoc version="1.1">
  <characteristic type="NAPDEF">
    <parm name="NAPID" value="NAP1"/><parm name="NAME" value="Network"/><parm name="BEARER" value="GSM-GPRS"/>
    <parm name="NAP-ADDRESS" value="internet"/><parm name="NAP-ADDRTYPE" value="APN"/>
    <characteristic type="NAPAUTHINFO"><parm name="AUTHTYPE" value="PAP"/><parm name="AUTHNAME" value="n"/><parm name="AUTHSECRET" value="s"/></characteristic>
  </characteristic>
  <characteristic type="PXLOGICAL">
    <parm name="PROXY-ID" value="PX1"/>
    <characteristic type="PXPHYSICAL">
      <parm name="PHYSICAL-PROXY-ID" value="P1"/><parm name="PXADDR" value="192.0.2.1"/><parm name="PXADDRTYPE" value="IPV4"/><parm name="TO-NAPID" value="NAP1"/>
      <characteristic type="PORT"><parm name="PORTNBR" value="8080"/></characteristic>
    </characteristic>
  </characteristic>
  <characteristic type="APPLICATION">
    <parm name="APPID" value="w7"/><parm name="PROVIDER-ID" value="com.mgmtsrv.manage"/><parm name="NAME" value="Manager"/>
    <parm name="TO-PROXY" value="PX1"/><parm name="TO-NAPID" value="INTERNET"/><parm name="INIT"/>
    <characteristic type="APPADDR">
      <parm name="ADDR" value="https://dm.example.com/dm"/><parm name="ADDRTYPE" value="URI"/>
      <characteristic type="PORT"><parm name="PORTNBR" value="443"/></characteristic>
    </characteristic>
    <characteristic type="APPAUTH">
      <parm name="AAUTHLEVEL" value="APPSRV"/><parm name="AAUTHTYPE" value="DIGEST"/><parm name="AAUTHNAME" value="devuser"/>
      <parm name="AAUTHSECRET" value="devpwd"/><parm name="AAUTHDATA" value="Tm9uY2U="/>
    </characteristic>
    <characteristic type="APPAUTH">
      <parm name="AAUTHLEVEL" value="CLIENT"/><parm name="AAUTHTYPE" value="DIGEST"/><parm name="AAUTHNAME" value="com.mgmtsrv.manage"/>
      <parm name="AAUTHSECRET" value="srvpwd"/><parm name="AAUTHDATA" value="Tm9uY2U="/>
    </characteristic>
  </characteristic>
</wap-provisioningdoc>`;

/** A small legal document made here. */
export const SMALL_DOCUMENT: ProvisioningDocument = provisioningDocument([
  characteristic('APPLICATION', {
    parms: [parm('APPID', 'w7'), parm('PROVIDER-ID', 'srv'), parm('ADDR', 'https://dm.example.com'), parm('INIT')],
    characteristics: [characteristic('APPAUTH', { parms: [parm('AAUTHLEVEL', 'APPSRV'), parm('AAUTHTYPE', 'BASIC')] })],
  }),
]);
