namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>The version command, which one with log-in (SASL, binary protocol only) does not answer. Reads no key.</summary>
internal sealed class MemcachedQuestion : IServiceQuestion
{
    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken) =>
        Read(
            (await conversation.AskAsync("version\r\n"u8.ToArray(), Lines.OneLine, port.Options.Answer, cancellationToken)).Bytes
        );

    internal static Recognised? Read(ReadOnlySpan<byte> heard)
    {
        if (!heard.StartsWith("VERSION "u8))
            return null;

        var version = Lines.Text(heard[8..]).Trim().Split(' ', '\r')[0];
        return new Recognised("memcached")
        {
            Product = "Memcached",
            Version = version,
            Cpe = KnownProducts.CpeOf("Memcached", version),
        }.With("without_login", true);
    }
}
