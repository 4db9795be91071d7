using System.Collections.Concurrent;
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
    private readonly ConcurrentQueue<StubMail> _taken = [];
    private readonly LoopbackServer _server;

    public SmtpStub() => _server = new LoopbackServer(TalkAsync);

    public int Port => _server.Port;

    public int Connections => _server.Connections;

    /// <summary>All that it got, in order.</summary>
    public IReadOnlyList<StubMail> Taken => [.. _taken];

    /// <summary>What of a mail is kept in <see cref="Taken"/>: all of it, unless thousands are to come.</summary>
    public Func<StubMail, StubMail> Keep { get; set; } = mail => mail;

    /// <summary>The answer to the sender, which comes with the size of the mail.</summary>
    public Func<string, string> ToSender { get; set; } = _ => "250 2.1.0 Ok";

    /// <summary>The answer to EHLO: its lines without their codes.</summary>
    public IReadOnlyList<string> Greeting { get; set; } = ["stub"];

    /// <summary>The answer to a recipient.</summary>
    public Func<string, string> ToRecipient { get; set; } = _ => "250 2.1.5 Ok";

    /// <summary>Before DATA is answered, with how many mails there were; nothing is taken yet.</summary>
    public Func<int, Task> OnData { get; set; } = _ => Task.CompletedTask;

    /// <summary>After the final dot, with the count of this mail; null hangs up without an answer.</summary>
    public Func<int, StubMail, Task<string?>> OnMail { get; set; } =
        (count, _) => Task.FromResult<string?>($"250 2.0.0 Ok: queued as S{count}");

    /// <summary>After its answer was sent.</summary>
    public Func<int, Task> OnAnswered { get; set; } = _ => Task.CompletedTask;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TalkAsync(Stream stream, CancellationToken end)
    {
        // Latin-1 keeps each octet as it is
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await SayAsync(stream, "220 stub ESMTP", end);
        var recipient = "";
        while (await reader.ReadLineAsync(end) is { } line)
        {
            if (line.StartsWith("RCPT TO:<", StringComparison.OrdinalIgnoreCase))
                recipient = line[9..line.IndexOf('>', StringComparison.Ordinal)];
            if (!await AnswerAsync(stream, reader, line, recipient, end))
                return;
        }
    }

    private async Task<bool> AnswerAsync(Stream stream, StreamReader reader, string line, string recipient, CancellationToken end)
    {
        switch (line.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "EHLO":
                await SayAsync(
                    stream,
                    string.Join("\r\n", Greeting.SkipLast(1).Select(one => $"250-{one}").Append($"250 {Greeting[^1]}")),
                    end
                );
                return true;
            case "MAIL":
                await SayAsync(stream, ToSender(line), end);
                return true;
            case "RCPT":
                await SayAsync(stream, ToRecipient(recipient), end);
                return true;
            case "DATA":
                await OnData(_taken.Count);
                await SayAsync(stream, "354 go on", end);
                return await TakeAsync(stream, new(recipient, await ReadDataAsync(reader, end)), end);
            case "QUIT":
                await SayAsync(stream, "221 bye", end);
                return false;
            default:
                await SayAsync(stream, "250 stub", end);
                return true;
        }
    }

    private async Task<bool> TakeAsync(Stream stream, StubMail mail, CancellationToken end)
    {
        _taken.Enqueue(Keep(mail));
        var count = _taken.Count;
        if (await OnMail(count, mail) is not { } answer)
            return false;
        await SayAsync(stream, answer, end);
        await OnAnswered(count);
        return true;
    }

    private static async Task<byte[]> ReadDataAsync(StreamReader reader, CancellationToken end)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(end) is { } line)
        {
            if (line == ".")
                return Encoding.Latin1.GetBytes(text.ToString());
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        throw new IOException("The sender left before the final dot.");
    }

    private static async Task SayAsync(Stream stream, string answer, CancellationToken end) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), end);
}
