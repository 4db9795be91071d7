namespace CyberWatch.Scanner.Net.Dns;

/// <summary>One server asked over UDP by a few connected sockets in turn, so that its answers do not all come to one port.</summary>
internal sealed class UdpServer(IDialer dialer, Target server, Purpose purpose, DnsOptions options, TimeProvider clock)
    : IDisposable
{
    private readonly UdpSocket?[] _sockets = new UdpSocket?[options.SocketsPerServer];
    private readonly SemaphoreSlim _opening = new(1);
    private int _turn;

    public Task<DatagramOutcome> AskAsync(DnsQuery query, CancellationToken cancellationToken)
    {
        var turn = (int)((uint)Interlocked.Increment(ref _turn) % (uint)_sockets.Length);
        return Volatile.Read(ref _sockets[turn]) is { } socket
            ? socket.AskAsync(query, cancellationToken)
            : OpenAndAskAsync(turn, query, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket?.Dispose();
        }

        _opening.Dispose();
    }

    private async Task<DatagramOutcome> OpenAndAskAsync(int turn, DnsQuery query, CancellationToken cancellationToken)
    {
        var (opened, refused) = await OpenAsync(turn, cancellationToken);
        return opened is null ? refused! : await opened.AskAsync(query, cancellationToken);
    }

    // a refusal is not kept: the quiet hours may end before the next question
    private async Task<(UdpSocket? Opened, DatagramOutcome? Refused)> OpenAsync(int turn, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_sockets[turn] is { } open)
            {
                return (open, null);
            }

            switch (await dialer.ConnectDatagramsAsync(server, purpose, cancellationToken))
            {
                case DialledDatagrams.Connected connected:
                    var socket = new UdpSocket(connected.Datagrams, server, options, clock);
                    Volatile.Write(ref _sockets[turn], socket);
                    return (socket, null);
                case DialledDatagrams.Silent silent:
                    return (null, new DatagramOutcome.Silent(silent.Why, silent.Detail));
                default:
                    throw new InvalidOperationException("a dialer answered with neither a socket nor a silence");
            }
        }
        finally
        {
            _opening.Release();
        }
    }
}
