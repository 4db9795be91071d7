using System.Net;
using System.Net.Sockets;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Net;

public class DialerTests
{
    private readonly OpenGuard _guard = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_listens_is_reached()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();

        var dialled = await Dial(Port(server));

        await using var stream = Assert.IsType<Dialled.Connected>(dialled).Stream;
        using var accepted = await server.AcceptSocketAsync(Token);
        await stream.WriteAsync("hello"u8.ToArray(), Token);
        var buffer = new byte[10];
        Assert.Equal(5, await accepted.ReceiveAsync(buffer, Token));
        Assert.All(_guard.Asked, asked => Assert.Equal(IPAddress.Loopback, asked.Address));
    }

    [Fact]
    public async Task A_closed_port_is_refused() =>
        Assert.Equal(Silence.Refused, Assert.IsType<Dialled.Silent>(await Dial(ClosedPort())).Why);

    [Fact]
    public async Task A_host_that_does_not_answer_times_out()
    {
        // a full backlog lets the kernel drop what comes after
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        server.Listen(0);
        var port = ((IPEndPoint)server.LocalEndPoint!).Port;
        var dialer = Dialling.Through(_guard, TimeSpan.FromMilliseconds(300));
        var target = new Target(IPAddress.Loopback, port);
        List<Dialled> dialled = [];
        for (var i = 0; i < 4; i++)
            dialled.Add(await dialer.ConnectAsync(target, Purpose.Ports, Token));

        Assert.Equal(Silence.TimedOut, Assert.IsType<Dialled.Silent>(dialled[^1]).Why);
        foreach (var open in dialled.OfType<Dialled.Connected>())
            await open.Stream.DisposeAsync();
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, Silence.Refused)]
    [InlineData(SocketError.ConnectionReset, Silence.Reset)]
    [InlineData(SocketError.NetworkUnreachable, Silence.Unreachable)]
    [InlineData(SocketError.HostUnreachable, Silence.Unreachable)]
    [InlineData(SocketError.TimedOut, Silence.TimedOut)]
    [InlineData(SocketError.AccessDenied, Silence.OurFault)]
    [InlineData(SocketError.TooManyOpenSockets, Silence.OurFault)]
    public void Only_a_refusal_that_was_seen_is_called_one(SocketError error, Silence silence)
    {
        Assert.Equal(silence, Silences.Of(new SocketException((int)error)));
        Assert.Equal(silence, Silences.Of(new IOException("", new SocketException((int)error))));
    }

    [Fact]
    public async Task What_is_not_allowed_sends_nothing()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        _guard.Deny = _ => "exclude 127.0.0.1/32 (perimeter.csv line 2)";

        var dialled = await Dial(Port(server));

        Assert.Equal(new Dialled.Silent(Silence.NotAllowed, "exclude 127.0.0.1/32 (perimeter.csv line 2)"), dialled);
        Assert.False(server.Pending());
    }

    [Fact]
    public async Task A_connection_that_was_open_when_its_address_was_excluded_sends_nothing_more()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var stream = Assert.IsType<Dialled.Connected>(await Dial(Port(server))).Stream;
        _guard.Deny = _ => "excluded";

        var refused = await Assert.ThrowsAsync<NotAllowedException>(() => stream.WriteAsync(new byte[10], Token).AsTask());

        Assert.Equal(Silence.NotAllowed, Silences.Of(refused));
        using var accepted = await server.AcceptSocketAsync(Token);
        Assert.Equal(0, accepted.Available);
    }

    [Fact]
    public async Task Cancelling_is_no_answer()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Dialling.Through(_guard).ConnectAsync(new Target(IPAddress.Loopback, ClosedPort()), Purpose.Ports, cancel.Token)
        );
    }

    [Fact]
    public async Task A_datagram_goes_there_and_back()
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var datagrams = await Datagrams(((IPEndPoint)server.LocalEndPoint!).Port);

        Assert.Null(await datagrams.SendAsync("ping"u8.ToArray(), Token));
        var buffer = new byte[100];
        var got = await server.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), Token);
        await server.SendToAsync(buffer.AsMemory(0, got.ReceivedBytes), got.RemoteEndPoint, Token);

        Assert.Equal(4, await datagrams.ReceiveAsync(buffer, Token));
        datagrams.Dispose();
    }

    [Fact]
    public async Task A_closed_udp_port_is_a_refusal()
    {
        using var datagrams = await Datagrams(ClosedPort());
        await datagrams.SendAsync("ping"u8.ToArray(), Token);

        Assert.Equal(-1, await datagrams.ReceiveAsync(new byte[100], Token));
    }

    [Fact]
    public async Task Each_datagram_is_asked_of_the_guard()
    {
        using var datagrams = await Datagrams(ClosedPort());
        _guard.Deny = _ => "excluded";

        var silent = await datagrams.SendAsync("ping"u8.ToArray(), Token);

        Assert.Equal(new Dialled.Silent(Silence.NotAllowed, "excluded"), silent);
    }

    private async Task<IDatagrams> Datagrams(int port)
    {
        var dialled = await Dialling
            .Through(_guard)
            .ConnectDatagramsAsync(new Target(IPAddress.Loopback, port), Purpose.Ports, Token);
        return Assert.IsType<DialledDatagrams.Connected>(dialled).Datagrams;
    }

    private Task<Dialled> Dial(int port) =>
        Dialling.Through(_guard).ConnectAsync(new Target(IPAddress.Loopback, port), Purpose.Ports, Token);

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static int ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
