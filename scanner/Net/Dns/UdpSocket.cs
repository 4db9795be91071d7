using System.Buffers.Binary;
using System.Collections.Concurrent;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>
/// Many questions in flight on one connected socket, told apart by a random id. Foreign answers die in the kernel; wrong ids and other
/// questions are dropped here, and the right answer is still waited for.
/// </summary>
internal sealed class UdpSocket : IDisposable
{
    private static readonly TimeSpan Sweep = TimeSpan.FromMilliseconds(50);

    private readonly IDatagrams _datagrams;
    private readonly Target _server;
    private readonly DnsOptions _options;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<ushort, PendingQuery> _pending = new();
    private readonly SemaphoreSlim _room;
    private readonly CancellationTokenSource _closing = new();

    public UdpSocket(IDatagrams datagrams, Target server, DnsOptions options, TimeProvider clock)
    {
        (_datagrams, _server, _options, _clock) = (datagrams, server, options, clock);
        _room = new SemaphoreSlim(options.InFlightPerSocket);
        _ = Task.Run(() => ReceiveAsync(_closing.Token));
        _ = Task.Run(() => SweepAsync(_closing.Token));
    }

    public async Task<DatagramOutcome> AskAsync(DnsQuery query, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        var pending = Enter(query);
        try
        {
            return await _datagrams.SendAsync(query.Datagram, cancellationToken) is { } refused
                ? new DatagramOutcome.Silent(refused.Why, refused.Detail)
                : await pending.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _pending.TryRemove(new(query.Id, pending));
            _room.Release();
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _datagrams.Dispose();
        GiveUp(new DatagramOutcome.Silent(Silence.OurFault, "the socket was closed while the question waited"));
    }

    private PendingQuery Enter(DnsQuery query)
    {
        var pending = new PendingQuery(query, _clock.GetUtcNow() + _options.Timeout);
        do
        {
            query.Id = RandomIds.Next();
        } while (!_pending.TryAdd(query.Id, pending));

        return pending;
    }

    private async Task ReceiveAsync(CancellationToken closing)
    {
        var buffer = new byte[ushort.MaxValue];
        try
        {
            while (!closing.IsCancellationRequested)
            {
                // other failures of the socket (unreachable) surface on the next sending
                var length = await _datagrams.ReceiveAsync(buffer, closing);
                if (length < 0)
                {
                    GiveUp(new DatagramOutcome.Silent(Silence.Refused, $"{_server} refused UDP (port unreachable)"));
                }
                else
                {
                    Match(buffer.AsSpan(0, length));
                }
            }
        }
        catch (OperationCanceledException) { }
        catch (ObjectDisposedException) { }
    }

    private void Match(ReadOnlySpan<byte> octets)
    {
        if (
            octets.Length < DnsQuery.HeaderLength
            || !_pending.TryGetValue(BinaryPrimitives.ReadUInt16BigEndian(octets), out var pending)
        )
        {
            return;
        }

        switch (Answering.Of(octets, pending.Query))
        {
            case AnswerMatch.Foreign:
                return;
            case AnswerMatch.Whole whole:
                pending.TrySetResult(new DatagramOutcome.Whole(whole.Message));
                return;
            default:
                pending.TrySetResult(new DatagramOutcome.Malformed());
                return;
        }
    }

    private async Task SweepAsync(CancellationToken closing)
    {
        using var timer = new PeriodicTimer(Sweep, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(closing))
            {
                var now = _clock.GetUtcNow();
                foreach (var (_, pending) in _pending.Where(entry => entry.Value.RetryAt <= now))
                {
                    await RetryAsync(pending, now, closing);
                }
            }
        }
        catch (OperationCanceledException) { }
        catch (ObjectDisposedException) { }
    }

    private async Task RetryAsync(PendingQuery pending, DateTimeOffset now, CancellationToken closing)
    {
        if (pending.Sent >= _options.Tries)
        {
            pending.TrySetResult(
                new DatagramOutcome.Silent(
                    Silence.TimedOut,
                    $"{_server} gave no answer in {pending.Sent} tries of {_options.Timeout}"
                )
            );
            return;
        }

        pending.Sent++;
        pending.RetryAt = now + _options.Timeout;
        if (await _datagrams.SendAsync(pending.Query.Datagram, closing) is { } refused)
        {
            pending.TrySetResult(new DatagramOutcome.Silent(refused.Why, refused.Detail));
        }
    }

    private void GiveUp(DatagramOutcome outcome)
    {
        foreach (var (_, pending) in _pending)
        {
            pending.TrySetResult(outcome);
        }
    }
}
