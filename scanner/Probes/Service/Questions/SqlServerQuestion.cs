using System.Globalization;

namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>PRELOGIN of SQL Server (MS-TDS 2.2.6.5): the server gives its version before any log-in.</summary>
internal sealed class SqlServerQuestion : IServiceQuestion
{
    private const byte TabularResult = 4;

    // header (PRELOGIN, last, 26 octets), options VERSION and ENCRYPTION, end, then their data
    private static readonly byte[] Prelogin =
    [
        0x12,
        1,
        0,
        26,
        0,
        0,
        1,
        0,
        0,
        0,
        11,
        0,
        6,
        1,
        0,
        17,
        0,
        1,
        0xFF,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
    ];

    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken) =>
        Read(
            (
                await conversation.AskAsync(
                    Prelogin,
                    heard => heard.Length >= 4 && heard.Length >= (heard.Span[2] << 8 | heard.Span[3]),
                    port.Options.Answer,
                    cancellationToken
                )
            ).Bytes
        );

    internal static Recognised? Read(ReadOnlySpan<byte> heard)
    {
        if (heard.Length < 20 || heard[0] != TabularResult || heard[1] != 1 || heard[8] != 0)
            return null;

        var at = 8 + (heard[9] << 8 | heard[10]);
        if (at + 4 > heard.Length)
            return null;

        var version = string.Create(
            CultureInfo.InvariantCulture,
            $"{heard[at]}.{heard[at + 1]}.{heard[at + 2] << 8 | heard[at + 3]}"
        );
        return new Recognised("mssql")
        {
            Product = "Microsoft SQL Server",
            Version = version,
            Cpe = KnownProducts.CpeOf("Microsoft SQL Server", version),
        };
    }
}
