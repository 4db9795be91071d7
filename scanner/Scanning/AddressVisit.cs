using System.Collections.Concurrent;
using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Probes;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// All that is asked at one address: its ports where it stands in a declared range, then TLS and HTTP for each name that points there, and for
/// the bare address. What stands outside the ranges is asked for the perimeter's names alone.
/// </summary>
/// <param name="Plan">What the scan starts from.</param>
/// <param name="Address">The literal address.</param>
/// <param name="Names">Names that point there.</param>
/// <param name="First">False when the address was asked already and only these names are new.</param>
internal sealed record AddressVisit(ScanPlan Plan, IPAddress Address, IReadOnlyList<FoundName> Names, bool First)
{
    private const int Http = 80;
    private const int Https = 443;
    private const int DicomTls = 2762;

    /// <summary>What others were answered there; null inside the ranges.</summary>
    public SharedAnswers? Shared { get; init; }

    private readonly ConcurrentDictionary<(string Probe, string Key), Finding> _found = new();

    private IEnumerable<Owed> Wanted => Plan.Owed.Concat(Plan.SeenLately);

    private bool InRange => Plan.Perimeter.RangeOf(Address) is not null;

    public async Task<IReadOnlyList<NewFinding>> AskAsync(
        ProbeAsker asker,
        Pointing pointing,
        ProbeContext context,
        CancellationToken cancellationToken
    )
    {
        var question = new Questions(asker, context, _found, cancellationToken) { Shared = Shared };
        if (!Plan.IsRecheck)
        {
            var ports = InRange && First ? await PortsAsync(question) : OpenPorts.NotLooked;
            await TlsAsync(question, ports);
            await HttpAsync(question, ports);
        }
        if (First)
            await OwedAsync(question, pointing);
        return [.. _found.Values.Where(IsWorthKeeping).Select(New)];
    }

    private NewFinding New(Finding finding) => new(finding, OriginOf(finding.Asset)) { Shared = Shared?.RowOf(finding) };

    private async Task<OpenPorts> PortsAsync(Questions question)
    {
        var known = Plan
            .Known.OfType<Asset.Service>()
            .Where(service => service.Address.Equals(Address))
            .Select(service => service.Port);
        var context = question.Context with { KnownPorts = [.. known.Distinct().Order()], AllPorts = Plan.IsFull };
        return OpenPorts.Of(await (question with { Context = context }).AskAsync("service", new Asset.Host(Address)));
    }

    private async Task TlsAsync(Questions question, OpenPorts ports)
    {
        var waiting = ports.Waiting.Where(port => port == DicomTls || !HealthPorts.Contains(port)).ToHashSet();
        foreach (var port in waiting)
        {
            var bare = await question.AskAsync("tls", new Asset.Service(Address, Transport.Tcp, port));
            if (port == Https || bare.Any(finding => finding.Answer is ProbeAnswer.Facts))
                await NamesAsync(question, port, Names);
        }
        foreach (var name in Names)
        {
            var own = name.HttpsPorts.Append(Https).Where(port => !waiting.Contains(port) && !ports.IsClosed(port));
            foreach (var port in own)
                await NamesAsync(question, port, [name]);
        }
    }

    private async Task NamesAsync(Questions question, int port, IEnumerable<FoundName> names)
    {
        foreach (var name in names)
            await question.AskAsync("tls", new Asset.Service(Address, Transport.Tcp, port, name.Name));
    }

    private async Task HttpAsync(Questions question, OpenPorts ports)
    {
        var web = !(ports.IsClosed(Http) && ports.IsClosed(Https));
        foreach (var name in Names)
        {
            if (web)
                await question.AskAsync("http", new Asset.Site(Address, name.Name));
            foreach (var port in name.HttpsPorts.Where(port => port is not (Http or Https)))
                await question.AskAsync("http", new Asset.Site(Address, name.Name, port));
        }
        if (!First || !InRange)
            return;
        if (web && Names.Count == 0 && (ports.Looked || Plan.Known.Contains(new Asset.Site(Address, null))))
            await question.AskAsync("http", new Asset.Site(Address, null));
        // elsewhere a server seldom tells its names apart: one name will do
        foreach (var port in ports.Web.Where(port => port is not (Http or Https)))
            await question.AskAsync("http", new Asset.Site(Address, Names.Count > 0 ? Names[0].Name : null, port));
    }

    /// <summary>
    /// What alerts wait for, or coverage, and nobody has asked yet: a closed port, a name that is gone or points elsewhere.
    /// </summary>
    private async Task OwedAsync(Questions question, Pointing pointing)
    {
        foreach (var owed in Wanted.Where(owed => Address.Equals(owed.Asset.AddressOf())))
        {
            if (_found.ContainsKey((owed.Probe, owed.Asset.Key)))
                continue;
            var name = owed.Asset.NameOf();
            if (name is not null && await pointing.WhyNotAsync(name, Address, question.CancellationToken) is { } gone)
            {
                question.Say(owed, gone);
            }
            else if (owed is { Probe: "service", Asset: Asset.Service service })
            {
                await (
                    question with
                    {
                        Context = question.Context with { KnownPorts = [service.Port], AllPorts = false },
                    }
                ).AskAsync("service", new Asset.Host(Address));
            }
            else
            {
                await question.AskAsync(owed.Probe, owed.Asset);
            }
        }
    }

    /// <summary>A handshake that was only tried, and brought nothing, says nothing about anything that is there.</summary>
    private bool IsWorthKeeping(Finding finding) =>
        finding is not { Probe: "tls", Answer: ProbeAnswer.NoAnswer, Asset: Asset.Service service }
        || (service.Port == Https && service.Name is not null)
        || Wanted.Any(owed => owed.Probe == "tls" && owed.Asset == finding.Asset);

    private string OriginOf(Asset asset) =>
        asset.NameOf() is { } name ? Names.FirstOrDefault(found => found.Name == name)?.Origin.Kebab() ?? "known" : "range";
}
