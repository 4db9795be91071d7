using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Mail;

/// <summary>An establishment with a mandate, of which something can be written, and who gets it.</summary>
internal static class WatchedHospital
{
    public const string Finess = "990000001";

    public static object[] With(params string[] recipients) =>
        [
            TemporaryData.Hospital(Finess),
            MandateSeed.Of(Finess),
            .. recipients.Select(email => new Contact
            {
                Finess = Finess,
                Email = email,
                Name = "Sécurité des systèmes d’information, pôle « cœur »",
                Role = ContactRole.Rssi,
                Language = "fr",
            }),
        ];
}
