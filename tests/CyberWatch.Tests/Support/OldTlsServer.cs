using CyberWatch.Scanner.Probes.Tls;

namespace CyberWatch.Tests.Support;

/// <summary>Answers hellos of every version as a server of those years would, with bytes written here: the platform no longer can.</summary>
internal sealed record OldTlsServer
{
    public IReadOnlyList<TlsVersion> Versions { get; init; } = [TlsVersion.Tls10];
    public IReadOnlyList<ushort> Suites { get; init; } = [0x002F];
    public byte[] Certificate { get; init; } = [0x30, 0x00];
    public int PrimeOctets { get; init; } = 128;

    /// <summary>The alert to a version that is not spoken; 70 is the right one.</summary>
    public byte VersionAlert { get; init; } = 70;
    public bool RenegotiationInfo { get; init; }

    /// <summary>How many octets of a message stand in one record.</summary>
    public int Fragment { get; init; } = 16000;

    public LoopbackServer Start() =>
        new(async stream =>
        {
            var hello = await ReadHelloAsync(stream);
            await stream.WriteAsync(Answer(hello));
            await LoopbackServer.UntilClosedAsync(stream);
        });

    public byte[] Answer(byte[] hello)
    {
        var (asked, suites, plain) = Read(hello);
        var spoken = Versions.Where(version => version <= asked).Order().LastOrDefault();
        if (spoken == default)
        {
            return Alert(VersionAlert);
        }

        var common = suites.FirstOrDefault(Suites.Contains);
        return common == default ? Alert(40) : Records(spoken, Flight(spoken, common, plain));
    }

    public static byte[] Alert(byte description) => [21, 3, 0, 0, 2, 2, description];

    public static async Task<byte[]> ReadHelloAsync(Stream stream)
    {
        var header = new byte[5];
        await stream.ReadExactlyAsync(header);
        var body = new byte[(header[3] << 8) | header[4]];
        await stream.ReadExactlyAsync(body);
        return [.. header, .. body];
    }

    private static (TlsVersion Asked, ushort[] Suites, bool Plain) Read(byte[] hello)
    {
        var reader = new OctetReader(hello.AsSpan(9));
        var version = (TlsVersion)reader.U16();
        reader.Take(32);
        reader.Vector8();
        var list = new OctetReader(reader.Vector16());
        List<ushort> suites = [];
        while (!list.AtEnd)
        {
            suites.Add(list.U16());
        }

        reader.Vector8();
        return (version, [.. suites], reader.AtEnd);
    }

    private byte[] Flight(TlsVersion version, ushort suite, bool plain)
    {
        var anonymous = CipherSuites.WeaknessOf(suite) == "anon";
        var extensions = RenegotiationInfo && !plain ? new byte[] { 0, 5, 0xFF, 1, 0, 1, 0 } : [];
        return OctetWriter.Written(writer =>
        {
            writer.Message(
                HandshakeType.ServerHello,
                body => body.U16((int)version).Octets(new byte[32]).Vector8([]).U16(suite).U8(0).Octets(extensions)
            );
            if (!anonymous)
            {
                writer.Message(
                    HandshakeType.Certificate,
                    body => body.Vector24(OctetWriter.Written(list => list.Vector24(Certificate)))
                );
            }

            if (CipherSuites.SendsPrime(suite))
            {
                byte[] prime = [0x80, .. new byte[PrimeOctets - 1]];
                writer.Message(
                    HandshakeType.ServerKeyExchange,
                    body => body.Vector16(prime).Vector16([2]).Vector16(prime).Vector16(new byte[64])
                );
            }

            writer.Message(HandshakeType.ServerHelloDone, _ => { });
        });
    }

    private byte[] Records(TlsVersion version, byte[] messages) =>
        OctetWriter.Written(writer =>
        {
            foreach (var piece in messages.Chunk(Fragment))
            {
                writer.Record(ContentType.Handshake, version, piece);
            }
        });
}
