using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;

namespace CyberWatch.Scanner.Probes.Service;

/// <summary>What was heard, and why no more came; null when the listener had enough.</summary>
internal readonly record struct Heard(byte[] Bytes, Silence? End)
{
    public bool Nothing => Bytes.Length == 0;
}

/// <summary>One connection as a bounded exchange: everything that the other side can do is a value.</summary>
internal sealed class Conversation(Stream stream, TimeProvider clock) : IAsyncDisposable
{
    private const int Most = 16 * 1024;

    /// <summary>Listens until <paramref name="enough"/> says so, patience ends, the other side closes, or 16 KiB have come.</summary>
    public async Task<Heard> HearAsync(
        Func<ReadOnlyMemory<byte>, bool> enough,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var buffer = new byte[Most];
        var length = 0;
        using var late = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            while (length < Most)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), either.Token);
                if (read == 0)
                    return new Heard(buffer[..length], Silence.ClosedEarly);

                length += read;
                if (enough(buffer.AsMemory(0, length)))
                    break;
            }

            return new Heard(buffer[..length], End: null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Heard(buffer[..length], Silence.TimedOut);
        }
        catch (IOException e)
        {
            return new Heard(buffer[..length], Silences.Of(e));
        }
    }

    /// <summary>Says something and listens for the answer; the silence when it could not be said.</summary>
    public async Task<Heard> AskAsync(
        ReadOnlyMemory<byte> words,
        Func<ReadOnlyMemory<byte>, bool> enough,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await stream.WriteAsync(words, cancellationToken);
        }
        catch (IOException e)
        {
            return new Heard([], Silences.Of(e));
        }

        return await HearAsync(enough, patience, cancellationToken);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
