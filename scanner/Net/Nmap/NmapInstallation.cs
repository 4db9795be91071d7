using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using CyberWatch.Rules.Model;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>What was found of nmap on this machine.</summary>
public abstract record NmapFound
{
    private NmapFound() { }

    /// <summary><paramref name="RawSockets"/>: nmap may make its own packets (SYN scan); else it connects like any program.</summary>
    public sealed record Usable(Version Version, bool RawSockets) : NmapFound;

    /// <summary>Missing or too old; its sentence says what to do.</summary>
    public sealed record Unusable(Remark Why) : NmapFound
    {
        public string Remedy => Why.ToString();
    }
}

/// <summary>Looks once for nmap and remembers it.</summary>
public sealed partial class NmapInstallation
{
    // the first whose XML marks a host on which it gave up
    private static readonly Version Oldest = new(7, 80);
    private readonly IOptions<NmapOptions> _options;
    private readonly ILogger _logger;
    private readonly Func<bool> _rawSockets;
    private volatile NmapFound? _found;

    public NmapInstallation(IOptions<NmapOptions> options, ILogger<NmapInstallation> logger)
        : this(options, logger, RawSockets.Allowed) { }

    internal NmapInstallation(IOptions<NmapOptions> options, ILogger logger, Func<bool> rawSockets) =>
        (_options, _logger, _rawSockets) = (options, logger, rawSockets);

    /// <summary>Looks at the first call, and says in the log what is missing and what to do.</summary>
    public async Task<NmapFound> LookAsync(CancellationToken cancellationToken) =>
        // two first callers at once look twice, which harms nothing
        _found ??= Tell(await FindAsync(cancellationToken));

    /// <summary>From the words of <c>nmap --version</c>.</summary>
    internal static NmapFound Judge(string program, string said, bool rawSockets)
    {
        var match = VersionLine().Match(said);
        if (!match.Success)
            return new NmapFound.Unusable(new Remark.NmapStrange(program));

        var version = new Version(
            int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(match.Groups["minor"].ValueSpan, CultureInfo.InvariantCulture)
        );
        return version < Oldest
            ? new NmapFound.Unusable(new Remark.NmapTooOld(version.ToString(), Oldest.ToString()))
            : new NmapFound.Usable(version, rawSockets);
    }

    private async Task<NmapFound> FindAsync(CancellationToken cancellationToken)
    {
        var program = _options.Value.Program;
        try
        {
            var result = await Cli.Wrap(program)
                .WithArguments("--version")
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellationToken);
            return Judge(program, result.StandardOutput, _rawSockets());
        }
        catch (Win32Exception e)
        {
            return new NmapFound.Unusable(new Remark.NmapMissing(program, (e.InnerException ?? e).Message));
        }
    }

    private NmapFound Tell(NmapFound found)
    {
        if (found is NmapFound.Unusable unusable)
            LogUnusable(unusable.Remedy);
        else if (found is NmapFound.Usable { RawSockets: false } usable)
            LogConnectScan(usable.Version);

        return found;
    }

    [GeneratedRegex(
        @"^Nmap version (?<major>\d{1,3})\.(?<minor>\d{1,3})",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex VersionLine();

    [LoggerMessage(Level = LogLevel.Error, Message = "No ports can be looked for: {Remedy}")]
    private partial void LogUnusable(string remedy);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "nmap {Version} runs without raw sockets: ports are looked for by whole connections, which takes longer and is logged by the hosts. Run as root, or give the worker CAP_NET_RAW."
    )]
    private partial void LogConnectScan(Version version);
}
