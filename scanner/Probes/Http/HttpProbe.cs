using System.Security.Cryptography;
using System.Text;
using CyberWatch.Rules.Model;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>States where a site leads, what its headers, cookies and page say, and what lies open in it. GET only, and never a form or a log-in.</summary>
internal sealed partial class HttpProbe(
    TimeProvider clock,
    IOptions<HttpProbeOptions> options,
    IOptions<ContactOptions> contact,
    ILogger<HttpProbe> logger
) : IProbe
{
    public string Id => "http";

    public bool AppliesTo(Asset asset) => asset is Asset.Site;

    public async Task<IReadOnlyList<Finding>> AskAsync(Asset asset, ProbeContext context, CancellationToken cancellationToken)
    {
        var site = (Asset.Site)asset;
        var requestId = RequestId(context.ScanId, asset);
        using var client = new SiteClient(
            context.Dialer,
            clock,
            options.Value.RequestTimeout,
            contact.Value.UserAgent,
            requestId
        );
        client.Pin(SiteAddress.Of(site, "http").IdnHost, site.Address);
        var interview = new SiteInterview(client, context, site, clock.GetUtcNow());
        var answer = await RunAsync(interview, cancellationToken);
        LogAnswer(asset.Key, answer);
        return [new Finding(asset, Id, clock.GetUtcNow(), answer, HttpReplay.Lines(site, interview.Found), requestId)];
    }

    /// <summary>What the owner finds in his own logs, in the header X-CyberWatch-Request.</summary>
    public static string RequestId(Guid scan, Asset asset) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{scan:N} {asset.Key}")).AsSpan(0, 10));

    private async Task<ProbeAnswer> RunAsync(SiteInterview interview, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            if (await interview.RunAsync(either.Token) is { } nothing)
                return nothing;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            if (interview.Facts.Count == 0)
                return new ProbeAnswer.NoAnswer(Silence.TimedOut, $"no answer within {options.Value.Timeout.TotalSeconds:0} s");
        }

        return new ProbeAnswer.Facts(interview.Facts);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "HTTP of {Site}: {Answer}")]
    private partial void LogAnswer(string site, ProbeAnswer answer);
}

/// <summary>The addresses of a site.</summary>
internal static class SiteAddress
{
    public static Uri Of(Asset.Site site, string scheme)
    {
        var host =
            site.Name
            ?? (
                site.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
                    ? $"[{site.Address}]"
                    : $"{site.Address}"
            );
        return new UriBuilder(scheme, host, site.Port ?? (scheme == "https" ? 443 : 80)).Uri;
    }
}
