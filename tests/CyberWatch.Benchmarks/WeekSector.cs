using System.Globalization;
using System.Net;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Benchmarks;

/// <summary>Establishments on loopback with a reader each, and services that every establishment has, one of which is there every other day.</summary>
internal sealed class WeekSector : IAsyncDisposable
{
    private const int Establishments = 60;
    private static readonly byte[] Telnet = [0xFF, 0xFD, 0x18, 0xFF, 0xFD, 0x20];
    private readonly List<LoopbackServer> _servers;
    private volatile bool _isTelnetUp = true;

    public WeekSector() =>
        _servers = [
            new(TelnetAsync, IPAddress.Any),
            new((stream, _) => GreetAsync(stream, "SSH-2.0-OpenSSH_6.6\r\n"u8.ToArray()), IPAddress.Any),
            new((stream, _) => GreetAsync(stream, "220 ftp.example FTP server ready\r\n"u8.ToArray()), IPAddress.Any),
            new(PageAsync, IPAddress.Any),
        ];

    public static string[] Settings { get; } =
    [
        "--Scanner:AllowSpecialRanges:0=127.0.0.0/8",
        "--Scanner:Resolvers:0=127.0.90.253:9",
        "--Scanner:Rates:PerAddress=50000",
        "--Scanner:Rates:PerEstablishment=50000",
        "--Scanner:Rates:InAll=50000",
        "--Findings:Period=00:00:00.2",
        "--Logging:LogLevel:Default=Error",
    ];

    /// <summary>What an even day finds gone, and an odd one there again.</summary>
    public void Turn(int day) => _isTelnetUp = day % 2 == 1;

    public async Task FillAsync(BenchRegistry registry, DateTimeOffset now)
    {
        await using var context = registry.CreateDbContext();
        await context.Database.MigrateAsync();
        for (var number = 1; number <= Establishments; number++)
            context.AddRange(RowsOf(number, now));
        await context.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private IEnumerable<object> RowsOf(int number, DateTimeOffset now)
    {
        var finess = string.Create(CultureInfo.InvariantCulture, $"9900{number:00000}");
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.90.{number}");
        yield return new Establishment
        {
            Finess = finess,
            Name = string.Create(CultureInfo.InvariantCulture, $"Centre hospitalier n° {number} de Bézac-sur-Œuf"),
            InService = true,
        };
        yield return MandateSeed.Of(finess);
        yield return new PerimeterEntry
        {
            Finess = finess,
            Kind = PerimeterKind.Range,
            Value = $"{address}/32",
            Source = "bench",
        };
        yield return new Contact
        {
            Finess = finess,
            Email = string.Create(CultureInfo.InvariantCulture, $"rssi@ch{number}.example"),
            Name = "Sécurité des systèmes d’information",
            Role = ContactRole.Rssi,
            Language = number % 5 == 0 ? "en" : "fr",
        };
        foreach (var server in _servers)
        {
            yield return new KnownAsset
            {
                Finess = finess,
                Key = string.Create(CultureInfo.InvariantCulture, $"tcp:{address}:{server.Port}"),
                FirstSeen = now,
                LastSeen = now,
            };
        }
    }

    private Task TelnetAsync(Stream stream, CancellationToken end) =>
        _isTelnetUp ? GreetAsync(stream, Telnet) : Task.CompletedTask;

    private static async Task GreetAsync(Stream stream, byte[] greeting)
    {
        await stream.WriteAsync(greeting);
        await LoopbackServer.UntilClosedAsync(stream);
    }

    private static async Task PageAsync(Stream stream, CancellationToken end)
    {
        if (await stream.ReadAsync(new byte[4_096], end) > 0)
        {
            await stream.WriteAsync(
                "HTTP/1.1 200 OK\r\nServer: nginx/1.14.2\r\nContent-Type: text/html\r\nContent-Length: 22\r\nConnection: close\r\n\r\n<title>Accueil</title>"u8.ToArray(),
                end
            );
        }
    }
}
