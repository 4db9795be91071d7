using System.Diagnostics;
using System.Globalization;
using CyberWatch.Infra;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Benchmarks;

/// <summary>
/// 5,000 letters, each of an establishment of its own: composed, rendered, handed to a relay on loopback, all on one core and the relay on
/// the same; beside MailKit alone with one message that is made beforehand. Then again with a worker that is killed three times.
/// </summary>
internal static class DigestBench
{
    private const int Count = 5_000;
    private static readonly ReportedWeek Week = ReportedWeek.LastOver(TimeProvider.System.GetUtcNow());

    public static async Task RunAsync(string[] args)
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("The letters are measured on one core, which this benchmark asks of Linux.");
        var affinity = Process.GetCurrentProcess().ProcessorAffinity;
        Process.GetCurrentProcess().ProcessorAffinity = 1;
        var folder = Directory.CreateTempSubdirectory("cyberwatch-digest-");
        await using var relay = new SmtpStub();
        await using var services = Services(folder.FullName, relay.Port);
        await SeedAsync(services);

        var composing = Stopwatch.GetTimestamp();
        var planning = await services
            .GetRequiredService<LetterPlanner>()
            .PlanAsync(Week, round => round.Kind == EditionKind.Technical, CancellationToken.None);
        var composed = Stopwatch.GetElapsedTime(composing);
        var (sent, memory, letter) = await SendAsync(services, relay);
        var peer = await DigestPeer.SendAsync(relay.Port, letter, Count);
        Say(planning.Letters, composed, sent, memory, peer);

        Process.GetCurrentProcess().ProcessorAffinity = affinity;
        await new DigestKills(folder.FullName, services).RunAsync(Week.Previous, Count);
        folder.Delete(recursive: true);
    }

    private static void Say(int letters, TimeSpan composed, TimeSpan sent, (long Early, long Late) memory, TimeSpan peer) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"digest: {letters} letters composed in {composed.TotalSeconds:0.0} s and handed over in {sent.TotalSeconds:0.0} s on one core: {letters / (composed + sent).TotalSeconds:0} letters/s in all (aim: 50), {letters / sent.TotalSeconds:0}/s handed over; plain MailKit with one message made beforehand {Count / peer.TotalSeconds:0}/s, ratio {peer / sent:0.00}; live memory after 1,000 letters {memory.Early} MB, after {letters} {memory.Late} MB"
            )
        );

    /// <summary>Watches the memory meanwhile, as a collection leaves it.</summary>
    private static async Task<(TimeSpan Taken, (long, long) Memory, byte[] Last)> SendAsync(
        ServiceProvider services,
        SmtpStub relay
    )
    {
        var (early, last) = (0L, Array.Empty<byte>());
        // the letters themselves are not to be counted in our memory
        relay.Keep = mail => mail with { Octets = [] };
        relay.OnMail = (count, mail) =>
        {
            last = mail.Octets;
            if (count == 1_000)
                early = LiveMegabytes();
            return Task.FromResult<string?>("250 2.0.0 Ok");
        };
        var started = Stopwatch.GetTimestamp();
        await services.GetRequiredService<LetterSender>().DrainAsync("bench", CancellationToken.None);
        var taken = Stopwatch.GetElapsedTime(started);
        var each = relay.Taken.GroupBy(mail => mail.Recipient).Count();
        if ((each, relay.Taken.Count) != (Count, Count))
            throw new InvalidOperationException($"{relay.Taken.Count} letters arrived for {each} of {Count} recipients");
        return (taken, (early, LiveMegabytes()), last);
    }

    private static long LiveMegabytes() => GC.GetTotalMemory(forceFullCollection: true) >> 20;

    private static ServiceProvider Services(string folder, int port)
    {
        var configuration = new ConfigurationManager
        {
            ["Data:Folder"] = folder,
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Security"] = "None",
            ["Mail:From"] = "CyberWatch <veille@cyberwatch.example>",
            ["Mail:PerMinute"] = "0",
        };
        var services = new ServiceCollection().AddLogging();
        services.AddRegistry(configuration).AddMailDelivery(configuration);
        return services.BuildServiceProvider();
    }

    private static async Task SeedAsync(ServiceProvider services)
    {
        await services.GetRequiredService<RegistryMigration>().RunAsync(CancellationToken.None);
        await using var registry = await services
            .GetRequiredService<IDbContextFactory<RegistryContext>>()
            .CreateDbContextAsync(CancellationToken.None);
        foreach (var n in Enumerable.Range(1, Count))
            registry.AddRange(DigestSeed.Of(n, TimeProvider.System.GetUtcNow()));
        await registry.SaveChangesAsync(CancellationToken.None);
    }
}
