using System.Runtime.InteropServices;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>
/// The server's first flight, fed in pieces as they come. Records may cut messages anywhere. Never throws, whatever the octets are,
/// and keeps at most <see cref="MostOctets"/> of them.
/// </summary>
internal sealed class ServerFlight(ClientHello offer)
{
    public const int MostOctets = 128 * 1024;
    private const int MostRecord = 16384 + 2048;
    private const int MostCertificates = 32;

    private readonly List<byte> _records = [];
    private readonly List<byte> _messages = [];
    private readonly List<byte> _alert = [];
    private readonly List<byte[]> _certificates = [];
    private ServerHello? _hello;
    private int? _dheBits;
    private bool _proven;
    private bool _stapled;
    private bool _begun;
    private int _seen;

    /// <summary>Null while more is needed.</summary>
    public HelloAnswer? Answer { get; private set; }

    public void Feed(ReadOnlySpan<byte> octets)
    {
        _seen += octets.Length;
        _records.AddRange(octets);
        var at = 0;
        while (Answer is null && TryRecord(CollectionsMarshal.AsSpan(_records)[at..], out var length))
        {
            at += length;
        }

        _records.RemoveRange(0, Math.Min(at, _records.Count));
        if (_seen > MostOctets)
        {
            Answer ??= new HelloAnswer.Malformed($"more than {MostOctets} octets and no end of the handshake");
        }
    }

    /// <summary>The connection is over: what had been proven by then stands.</summary>
    public HelloAnswer End(Silence why, string detail) => Answer ?? (_proven ? Accept() : new HelloAnswer.Silent(why, detail));

    private bool TryRecord(ReadOnlySpan<byte> octets, out int length)
    {
        length = 0;
        if (!LooksLikeTls(octets) || octets.Length < 5)
        {
            return false;
        }

        var size = (octets[3] << 8) | octets[4];
        if (size is 0 or > MostRecord)
        {
            Answer = new HelloAnswer.Malformed($"a record of {size} octets");
            return false;
        }

        if (octets.Length < 5 + size)
        {
            return false;
        }

        _begun = true;
        length = 5 + size;
        Take((ContentType)octets[0], octets.Slice(5, size));
        return true;
    }

    private bool LooksLikeTls(ReadOnlySpan<byte> octets)
    {
        var fits = octets is [] or [>= 20 and <= 23] or [>= 20 and <= 23, 3, ..];
        if (!fits)
        {
            Answer = _begun
                ? new HelloAnswer.Malformed("no record of TLS where one should begin")
                : new HelloAnswer.NotTls(System.Text.Encoding.Latin1.GetString(octets[..Math.Min(octets.Length, 100)]));
        }

        return fits;
    }

    private void Take(ContentType type, ReadOnlySpan<byte> content)
    {
        if (type == ContentType.Alert)
        {
            _alert.AddRange(content);
            TakeAlert();
        }
        else if (type == ContentType.Handshake)
        {
            _messages.AddRange(content);
            TakeMessages();
        }
        else if (type == ContentType.ApplicationData)
        {
            Answer = new HelloAnswer.Malformed("application data before the handshake");
        }
    }

    private void TakeAlert()
    {
        if (_alert.Count < 2)
        {
            return;
        }

        var (level, description) = (_alert[0], _alert[1]);
        _alert.RemoveRange(0, 2);
        // some servers warn that they do not know the name, and go on
        if (level == 1 && description == (byte)AlertDescription.UnrecognizedName)
        {
            return;
        }

        Answer =
            description == (byte)AlertDescription.CloseNotify
                ? new HelloAnswer.Silent(Silence.ClosedEarly, "closed with close_notify")
                : new HelloAnswer.Alerted(description);
    }

    private void TakeMessages()
    {
        var octets = CollectionsMarshal.AsSpan(_messages);
        var at = 0;
        while (Answer is null && octets.Length - at >= 4)
        {
            var size = (octets[at + 1] << 16) | (octets[at + 2] << 8) | octets[at + 3];
            if (size > MostOctets)
            {
                Answer = new HelloAnswer.Malformed($"a handshake message of {size} octets");
            }
            else if (octets.Length - at - 4 < size)
            {
                break;
            }
            else
            {
                Take((HandshakeType)octets[at], octets.Slice(at + 4, size));
                at += 4 + size;
            }
        }

        _messages.RemoveRange(0, at);
    }

    private void Take(HandshakeType type, ReadOnlySpan<byte> body)
    {
        var sound = type switch
        {
            HandshakeType.ServerHello => TakeHello(body),
            HandshakeType.Certificate => _hello is not null && TakeCertificates(body),
            HandshakeType.ServerKeyExchange => _hello is not null && TakeKeyExchange(_hello, body),
            HandshakeType.ServerHelloDone => body.IsEmpty && _proven,
            HandshakeType.CertificateStatus => _hello is not null && (_stapled = body.Length > 4),
            HandshakeType.HelloRequest => true,
            _ => _hello is not null,
        };
        if (!sound)
        {
            Answer = new HelloAnswer.Malformed($"handshake message {(int)type} cannot stand here or is not whole");
        }
        else if (type == HandshakeType.ServerHelloDone)
        {
            Answer = Accept();
        }
    }

    private bool TakeHello(ReadOnlySpan<byte> body)
    {
        if (_hello is not null || ServerHelloDecoder.Decode(body, offer) is not { } hello)
        {
            return false;
        }

        _hello = hello;
        // in TLS 1.3 the key exchange is part of the hello, and all that follows is encrypted
        if (hello.Version == TlsVersion.Tls13)
        {
            Answer = Accept();
        }

        return true;
    }

    private bool TakeCertificates(ReadOnlySpan<byte> body)
    {
        var reader = new OctetReader(body);
        var list = new OctetReader(reader.Vector24());
        while (!list.AtEnd && _certificates.Count < MostCertificates)
        {
            _certificates.Add(list.Vector24().ToArray());
        }

        _proven = reader.Whole && list.Sound && _certificates.Count > 0;
        return _proven;
    }

    private bool TakeKeyExchange(ServerHello hello, ReadOnlySpan<byte> body)
    {
        var reader = new OctetReader(body);
        if (CipherSuites.SendsPrime(hello.Suite))
        {
            var prime = reader.Vector16().TrimStart((byte)0);
            _dheBits = prime.IsEmpty ? null : (prime.Length * 8) - byte.LeadingZeroCount(prime[0]);
        }

        _proven = reader.Sound && !body.IsEmpty;
        return _proven;
    }

    private HelloAnswer.Accepted Accept() => new(_hello!, _certificates, _dheBits, _stapled);
}
