using System.Net.Sockets;

namespace CyberWatch.Scanner.Net;

/// <summary>A write was refused since the address is not allowed any more.</summary>
public sealed class NotAllowedException(string because) : IOException(because);

/// <summary>A TCP connection whose every write passes the guard and the rate limits. Asynchronous only.</summary>
internal sealed class GuardedStream(Socket socket, Passage passage) : Stream
{
    private readonly NetworkStream _inner = new(socket, ownsSocket: true);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">Its inner exception is the socket's; <see cref="Silences"/> names both.</exception>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <exception cref="NotAllowedException">Excluded meanwhile, or quiet hours began.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (await passage.PassAsync(buffer.Length, cancellationToken) is { } because)
            throw new NotAllowedException(because);

        await _inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw OnlyAsynchronous();

    public override void Write(byte[] buffer, int offset, int count) => throw OnlyAsynchronous();

    public override void Flush() { }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();

        base.Dispose(disposing);
    }

    private static NotSupportedException OnlyAsynchronous() =>
        new("Waiting for the rate limits must not block a thread: use the asynchronous members.");
}
