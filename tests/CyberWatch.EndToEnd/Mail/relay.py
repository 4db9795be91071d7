"""A relay of another hand (Debian's aiosmtpd) that wants STARTTLS and a sign-in, and reads what it gets with Python's own parser.

relay.py CERTIFICATE KEY PASSWORD [DKIM-RECORD]: prints its port, then one JSON object a letter.
"""

import asyncio
import email
import email.header
import email.policy
import email.utils
import json
import ssl
import sys

import dkim
from aiosmtpd.smtp import SMTP, AuthResult

certificate, key, password, *record = sys.argv[1:]
tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
tls.load_cert_chain(certificate, key)


def sign_in(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"veille" and data.password == password.encode())


def parts(message):
    if message.is_multipart():
        return [one for part in message.iter_parts() for one in parts(part)]
    return [{"type": message.get_content_type(), "charset": message.get_content_charset(), "text": message.get_content()}]


def name(content):
    # read the older way: the newer one of Python 3.11 keeps the blank between two encoded words (RFC 2047 section 6.2)
    words, _ = email.utils.parseaddr(email.message_from_bytes(content)["To"])
    return str(email.header.make_header(email.header.decode_header(words)))


def signed(content):
    if not record:
        return None
    return dkim.verify(content, dnsfunc=lambda name, timeout=5: record[0].encode())


class Handler:
    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        letter = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None,
            "type": message.get_content_type(),
            "headers": [[name, str(value).strip()] for name, value in message.items()],  # a folded one begins with a blank
            "names": [name(envelope.content)],
            "parts": parts(message),
            "defects": [str(defect) for part in message.walk() for defect in part.defects],
            "dkim": signed(envelope.content),
        }
        print(json.dumps(letter), flush=True)
        return "250 2.0.0 OK queued as X1"


def session():
    return SMTP(
        Handler(),
        hostname="localhost",
        require_starttls=True,
        auth_required=True,
        authenticator=sign_in,
        tls_context=tls,
        enable_SMTPUTF8=True,
    )


async def main():
    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
