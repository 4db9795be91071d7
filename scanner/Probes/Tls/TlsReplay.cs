using System.Net;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>The lines of <c>openssl s_client</c> by which anybody can see the same.</summary>
internal static class TlsReplay
{
    private static readonly Dictionary<TlsVersion, string> Switches = new()
    {
        [TlsVersion.Ssl3] = "-ssl3 -cipher 'ALL:eNULL:@SECLEVEL=0'",
        [TlsVersion.Tls10] = "-tls1 -cipher 'ALL:eNULL:@SECLEVEL=0'",
        [TlsVersion.Tls11] = "-tls1_1 -cipher 'ALL:eNULL:@SECLEVEL=0'",
        [TlsVersion.Tls12] = "-tls1_2",
        [TlsVersion.Tls13] = "-tls1_3",
    };

    public static IReadOnlyList<string> Lines(Asset.Service service, TlsKnowledge known)
    {
        var name = service.Name is null ? "-noservername" : $"-servername {Shell.Quote(service.Name)}";
        var line = $"openssl s_client -connect {Shell.Quote($"{new IPEndPoint(service.Address, service.Port)}")} {name}";
        return
        [
            $"{line} -showcerts </dev/null",
            .. known
                .Versions.OrderByDescending(version => version.Key)
                .Select(version => $"{line} {Switches[version.Key]} </dev/null"),
        ];
    }
}
