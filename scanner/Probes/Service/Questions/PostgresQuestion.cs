namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>SSLRequest of PostgreSQL's protocol: one octet says yes or no. No log-in is begun.</summary>
internal sealed class PostgresQuestion : IServiceQuestion
{
    private static readonly byte[] SslRequest = [0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F];

    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken) =>
        Read((await conversation.AskAsync(SslRequest, heard => heard.Length >= 1, port.Options.Answer, cancellationToken)).Bytes);

    internal static Recognised? Read(ReadOnlySpan<byte> heard) =>
        heard is [(byte)'S' or (byte)'N']
            ? new Recognised("postgresql") { Product = "PostgreSQL", Extra = heard[0] == 'S' ? "TLS offered" : "no TLS" }
            : null;
}
