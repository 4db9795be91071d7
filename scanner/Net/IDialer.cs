using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net;

/// <summary>The only way out to a scanned host: scope, rate limits and connect time-outs live behind this door. One dialer serves one scan.</summary>
public interface IDialer
{
    /// <summary>Opens a TCP connection. Everything that a network can do is a value; throws only for cancellation and our own bugs.</summary>
    Task<Dialled> ConnectAsync(Target target, Purpose purpose, CancellationToken cancellationToken);

    /// <summary>Opens a connected UDP socket, so that the kernel drops what others send. Each datagram is asked of the guard and the rate limits.</summary>
    Task<DialledDatagrams> ConnectDatagramsAsync(Target target, Purpose purpose, CancellationToken cancellationToken);
}

/// <summary>What came of a TCP connection.</summary>
public abstract record Dialled
{
    private Dialled() { }

    /// <summary>The caller owns and disposes the stream.</summary>
    public sealed record Connected(Stream Stream) : Dialled;

    public sealed record Silent(Silence Why, string Detail) : Dialled;
}

/// <summary>What came of a UDP socket.</summary>
public abstract record DialledDatagrams
{
    private DialledDatagrams() { }

    public sealed record Connected(IDatagrams Datagrams) : DialledDatagrams;

    public sealed record Silent(Silence Why, string Detail) : DialledDatagrams;
}

/// <summary>A connected UDP socket.</summary>
public interface IDatagrams : IDisposable
{
    /// <summary>Null when it left; else why not.</summary>
    ValueTask<Dialled.Silent?> SendAsync(ReadOnlyMemory<byte> datagram, CancellationToken cancellationToken);

    /// <summary>The length of the next datagram (0 to 65,535), or -1 when the host refused (ICMP port unreachable).</summary>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken);
}
