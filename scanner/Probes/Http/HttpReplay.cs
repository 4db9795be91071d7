using System.Net.Sockets;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>The lines of <c>curl</c> by which anybody can see the same, at the same address.</summary>
internal static class HttpReplay
{
    public static IReadOnlyList<string> Lines(Asset.Site site, IEnumerable<Uri> found) =>
        [
            .. new[] { SiteAddress.Of(site, "https"), SiteAddress.Of(site, "http") }
                .Concat(found.Where(uri => uri.IdnHost == SiteAddress.Of(site, "http").IdnHost))
                .Select(uri => $"curl -sSik {Resolve(site, uri)}{Shell.Quote(uri.ToString())}"),
        ];

    private static string Resolve(Asset.Site site, Uri uri)
    {
        if (site.Name is null)
            return "";

        var address = site.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{site.Address}]" : $"{site.Address}";
        return $"--resolve {Shell.Quote($"{uri.IdnHost}:{uri.Port}:{address}")} ";
    }
}
