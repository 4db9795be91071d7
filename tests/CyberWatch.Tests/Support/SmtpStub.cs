using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CyberWatch.Tests.Support;

/// <summary>A mail that reached the stub, whether it was answered or not.</summary>
internal sealed record StubMail(string Recipient, byte[] Octets)
{
    public string MessageId =>
        Encoding
            .ASCII.GetString(Octets)
            .Split("\r\n")
            .First(line => line.StartsWith("Message-Id: ", StringComparison.OrdinalIgnoreCase))["Message-Id: ".Length..];
}

/// <summary>
/// The server's side of RFC 5321, by hand, on loopback and in clear: it counts what it gets, and can be told to refuse, to hang up, or to do
/// something (such as killing the sender) at each step. A mail counts once its final dot was read.
/// </summary>
internal sealed class SmtpStub : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<StubMail> _taken = [];
    private readonly Task _accepting;
    private int _connections;

    public SmtpStub()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>All that it got, in order.</summary>
    public IReadOnlyList<StubMail> Taken => [.. _taken];

    /// <summary>The answer to a recipient.</summary>
    public Func<string, string> ToRecipient { get; set; } = _ => "250 2.1.5 Ok";

    /// <summary>Before DATA is answered, with how many mails there were; nothing is taken yet.</summary>
    public Func<int, Task> OnData { get; set; } = _ => Task.CompletedTask;

    /// <summary>After the final dot, with the count of this mail; null hangs up without an answer.</summary>
    public Func<int, StubMail, Task<string?>> OnMail { get; set; } =
        (count, _) => Task.FromResult<string?>($"250 2.0.0 Ok: queued as S{count}");

    /// <summary>After its answer was sent.</summary>
    public Func<int, Task> OnAnswered { get; set; } = _ => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
            return;
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                _ = TalkAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                // Latin-1 keeps each octet as it is
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                await SayAsync(client, "220 stub ESMTP");
                var recipient = "";
                while (await reader.ReadLineAsync(_end.Token) is { } line)
                {
                    if (line.StartsWith("RCPT TO:<", StringComparison.OrdinalIgnoreCase))
                        recipient = line[9..line.IndexOf('>', StringComparison.Ordinal)];
                    if (!await AnswerAsync(client, reader, line, recipient))
                        return;
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // the sender was killed, or the test is over
            }
        }
    }

    private async Task<bool> AnswerAsync(TcpClient client, StreamReader reader, string line, string recipient)
    {
        switch (line.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "RCPT":
                await SayAsync(client, ToRecipient(recipient));
                return true;
            case "DATA":
                await OnData(_taken.Count);
                await SayAsync(client, "354 go on");
                return await TakeAsync(client, new(recipient, await ReadDataAsync(reader)));
            case "QUIT":
                await SayAsync(client, "221 bye");
                return false;
            default:
                await SayAsync(client, "250 stub");
                return true;
        }
    }

    private async Task<bool> TakeAsync(TcpClient client, StubMail mail)
    {
        _taken.Enqueue(mail);
        var count = _taken.Count;
        if (await OnMail(count, mail) is not { } answer)
            return false;
        await SayAsync(client, answer);
        await OnAnswered(count);
        return true;
    }

    private async Task<byte[]> ReadDataAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            if (line == ".")
                return Encoding.Latin1.GetBytes(text.ToString());
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        throw new IOException("The sender left before the final dot.");
    }

    private async Task SayAsync(TcpClient client, string answer) =>
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), _end.Token);
}
