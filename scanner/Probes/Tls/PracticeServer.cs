namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>
/// The server of the self-test, in memory: speaks one old version, checks the hello octet by octet by its own reading of the standards,
/// answers with a ServerHello, a certificate message and its end, or with alert 70.
/// </summary>
internal sealed class PracticeServer(TlsVersion speaks) : Stream
{
    private const ushort StaticRsaAes = 0x002F;
    private readonly MemoryStream _answer = new();

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        var asked = VersionAsked(buffer.AsSpan(offset, count));
        _answer.Write(asked == speaks ? Flight() : Alert(asked is null ? (byte)50 : (byte)AlertDescription.ProtocolVersion));
        _answer.Position = 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => _answer.Read(buffer, offset, count);

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Null when the octets are no whole hello, or one of SSL 3.0 with extensions behind it.</summary>
    private static TlsVersion? VersionAsked(ReadOnlySpan<byte> octets)
    {
        var outer = new OctetReader(octets);
        var handshake = outer.U8() == 22;
        outer.U16();
        var message = new OctetReader(outer.Vector16());
        var hello = message.U8() == 1;
        var body = new OctetReader(message.Vector24());
        var version = (TlsVersion)body.U16();
        body.Take(32);
        body.Vector8();
        var suites = body.Vector16();
        var compression = body.Vector8();
        var extensions = version == TlsVersion.Ssl3 ? [] : body.Vector16();
        var whole = handshake && hello && outer.Whole && message.Whole && body.Whole && compression is [0];
        return whole && suites.Length % 2 == 0 && extensions.IsEmpty == (version == TlsVersion.Ssl3) ? version : null;
    }

    private byte[] Flight()
    {
        var messages = OctetWriter.Written(writer =>
            writer
                .Message(
                    HandshakeType.ServerHello,
                    body => body.U16((int)speaks).Octets(new byte[32]).Vector8([]).U16(StaticRsaAes).U8(0)
                )
                .Message(
                    HandshakeType.Certificate,
                    body => body.Vector24(OctetWriter.Written(list => list.Vector24([0x30, 0x00])))
                )
                .Message(HandshakeType.ServerHelloDone, _ => { })
        );
        return OctetWriter.Written(writer => writer.Record(ContentType.Handshake, speaks, messages));
    }

    private static byte[] Alert(byte description) =>
        OctetWriter.Written(writer => writer.Record(ContentType.Alert, TlsVersion.Tls10, [2, description]));
}
