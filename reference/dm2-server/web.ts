/**
 * The web component that SHOW leads to: one page with a question, identified by the query of its address
 * (OMA-TS-DM_Protocol-V2_0, ~5.3.8). The choice of the user reaches the server here and never in a DM package
 * (DM2-UI-B-006).
 */
import { queryOf } from './addresses.js';
import { HttpFault } from './faults.js';
import { response } from './http-rules.js';
import type { ServerParts } from './parts.js';

const CHOICES: readonly string[] = Object.freeze(['yes', 'no']);

/** DM2-UI-S-001, DM2-UI-S-007: GET shows the page, POST takes a choice for the interaction that the address names. */
export const handlePage: ServerParts['handlePage'] = (server, { request }) => {
  server.parts.checkMethod(server, { request, allowed: ['GET', 'HEAD', 'POST'] });
  const page = server.state.pages.get(queryOf(request.target).get('ui') ?? '');
  if (page === undefined) throw new HttpFault(404, 'there is no such page');
  if (request.method !== 'POST') {
    server.parts.checkAccept(server, { request, offered: 'text/html' });
    return html(200, `<form method="post">${CHOICES.map((choice) => `<button name="choice" value="${choice}">${choice}</button>`).join('')}</form>`);
  }
  const choice = new URLSearchParams(new TextDecoder().decode(request.body)).get('choice');
  if (choice === null || !CHOICES.includes(choice)) throw new HttpFault(400, `"choice" has to be ${CHOICES.join(' or ')}`);
  page.order.content = { choice };
  return html(200, '<p>Thank you.</p>');
};

const html = (status: number, content: string): ReturnType<ServerParts['handlePage']> => response({
  status, headers: [['Content-Type', 'text/html; charset=utf-8']], body: `<!doctype html><meta charset="utf-8"><title>Question</title>${content}`,
});
