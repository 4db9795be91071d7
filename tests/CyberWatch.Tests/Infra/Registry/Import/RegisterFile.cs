using System.Globalization;

namespace CyberWatch.Tests.Infra.Registry.Import;

/// <summary>Lines of the register's CSV, as ANS published them until May 2026.</summary>
internal static class RegisterFile
{
    public static string Csv(string day, params IEnumerable<string> lines) =>
        string.Join('\n', [$"finess;etalab;111;{day}", .. lines]) + "\n";

    public static string Site(
        string finess,
        string department = "01",
        string delivery = "01000 BOURG EN BRESSE",
        string commune = "053",
        string name = "CENTRE HOSPITALIER",
        string legalEntity = "010000016"
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"structureet;{finess};{legalEntity};{name};{name};;;;;;;;{commune};{department};;{delivery};;;355;CH;1102;CH;;;03;;1;;1979-02-13;1979-02-13;2020-02-04;"
        );

    public static string Place(string finess, string x, string y, string system = "") =>
        $"geolocalisation;{finess};{x};{y};1;ATLASANTE;100;IGN;BD_ADRESSE;V2.1;{system};2016-02-29";
}
