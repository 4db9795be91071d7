using System.Diagnostics;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CyberWatch.Benchmarks;

/// <summary>MailKit alone: one message that is there already, again and again over one connection, nothing kept.</summary>
internal static class DigestPeer
{
    public static async Task<TimeSpan> SendAsync(int port, byte[] letter, int count)
    {
        using var stream = new MemoryStream(letter);
        var message = await MimeMessage.LoadAsync(stream);
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            await client.SendAsync(message);
        var taken = Stopwatch.GetElapsedTime(started);
        await client.DisconnectAsync(quit: true);
        return taken;
    }
}
