using System.Text.RegularExpressions;

namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>PING, and where that is answered without log-in, the section of INFO that holds the version. Reads no key.</summary>
internal sealed partial class RedisQuestion : IServiceQuestion
{
    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken)
    {
        var pong = await conversation.AskAsync("PING\r\n"u8.ToArray(), Lines.OneLine, port.Options.Answer, cancellationToken);
        if (Read(pong.Bytes) is not { } known || !Equals(known.More.GetValueOrDefault("without_login"), true))
            return Read(pong.Bytes);

        var info = await conversation.AskAsync(
            "INFO server\r\n"u8.ToArray(),
            heard => heard.Span.EndsWith("\r\n"u8) && heard.Length > 100,
            port.Options.Answer,
            cancellationToken
        );
        var version = VersionOf(Lines.Text(info.Bytes));
        return known with { Version = version, Cpe = KnownProducts.CpeOf("Redis", version) };
    }

    internal static Recognised? Read(ReadOnlySpan<byte> heard)
    {
        var known = new Recognised("redis") { Product = "Redis" };
        return heard.StartsWith("+PONG"u8) ? known.With("without_login", true)
            : heard.StartsWith("-NOAUTH"u8) || heard.StartsWith("-DENIED Redis"u8) || heard.StartsWith("-NOPERM"u8)
                ? known.With("without_login", false)
            : null;
    }

    internal static string? VersionOf(string info) =>
        VersionLine().Match(info) is { Success: true } match ? match.Groups["version"].Value : null;

    [GeneratedRegex(
        @"^redis_version:(?<version>[0-9.]{1,20})",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex VersionLine();
}
