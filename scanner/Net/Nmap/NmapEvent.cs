using System.Net;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>What nmap's XML tells, in the order in which it comes.</summary>
internal abstract record NmapEvent
{
    private NmapEvent() { }

    /// <summary>About once a second (<c>--stats-every</c>).</summary>
    public sealed record Progress(string Task, double Percent) : NmapEvent;

    /// <summary>
    /// A host whose element was closed, so that nothing of it is missing. <paramref name="Up"/>: it answered, or was declared to
    /// (<c>-Pn</c>); <paramref name="TimedOut"/>: nmap gave up on it, and its ports, if any, say nothing.
    /// </summary>
    public sealed record Host(IPAddress Address, bool Up, bool TimedOut, IReadOnlyList<ScannedPort> Ports) : NmapEvent;

    /// <summary>The last event. <paramref name="Complete"/>: the document ended as it should, and nmap called the run a success.</summary>
    public sealed record End(bool Complete, string? Error) : NmapEvent;
}
