using System.Globalization;
using System.IO.Compression;

namespace CyberWatch.Benchmarks;

/// <summary>Registers of the size that ANS publishes, in either form, written as a stream. All of it is invented.</summary>
internal static class RegisterFiles
{
    public const int CsvSites = 103_000;
    public const int PlusSites = 175_000;
    private const int SitesOfOne = 4;
    private const int Groups = 135;

    // events and engagements are most of the real bytes, and nothing that an import takes
    private const int EventsOfOne = 20;

    /// <summary>The CSV until May 2026: sites, then their places. Every 50th site has another name in the second version.</summary>
    public static void WriteCsv(string path, int version)
    {
        using var text = new StreamWriter(path);
        text.Write(string.Create(CultureInfo.InvariantCulture, $"finess;etalab;111;2026-05-{10 + version}\n"));
        for (var i = 0; i < CsvSites; i++)
        {
            var name = Name(i, version);
            text.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"structureet;{Finess(i)};{Entity(i)};{name};{name};;;12;RUE;DES BENCHMARKS;;;053;01;;01000 BOURG EN BRESSE;0474000000;0474000001;355;Centre Hospitalier (C.H.);1102;CH;;;03;ARS / DG;1;;1979-02-13;1979-02-13;2020-02-04;\n"
                )
            );
        }

        for (var i = 0; i < CsvSites; i++)
        {
            text.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"geolocalisation;{Finess(i)};{872_000 + i % 5_000}.1;{6_542_000 + i % 7_000}.2;1;ATLASANTE;100;IGN;BD_ADRESSE;V2.1;LAMBERT_93;2016-02-29\n"
                )
            );
        }
    }

    /// <summary>FINESS+, packed: groups, then legal entities with their sites. The number of octets unpacked.</summary>
    public static long WritePlus(string path, int version)
    {
        using var file = File.Create(path);
        using var packed = new GZipStream(file, CompressionLevel.Fastest);
        using var text = new StreamWriter(packed);
        var length = 0L;
        foreach (var part in PlusParts(version))
        {
            text.Write(part);
            length += part.Length;
        }

        return length;
    }

    private static IEnumerable<string> PlusParts(int version)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"schemaVersion":"v1.0.0","generatedAt":"2026-09-{{10 + version}}T02:15:37.615611300Z","gcc":["""
        );
        for (var group = 0; group < Groups; group++)
        {
            var members = Enumerable.Range(0, 6).Select(i => Member(group * 6 + i, i == 0 ? "S" : "M"));
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $$"""{{(group == 0 ? "" : ",")}}{"gccId":"{{group + 1}}","nomGcc":"GHT {{group}}","typeGcc":"001","numFinessGcc":"{{27_000 + group}}","pmejDuGcc":[{{string.Join(',', members)}}],"etatObjet":"A"}"""
            );
        }

        yield return "],\"gco\":[],\"pmej\":[";
        for (var i = 0; i < PlusSites; i++)
        {
            yield return i % SitesOfOne == 0 ? (i == 0 ? "" : "]},") + EntityHead(i) : ",";
            yield return Site(i, version);
        }

        yield return "]}]}";
    }

    private static string EntityHead(int site) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"informationsGeneralesPMEJ":{"pmSmsseId":"{{site / SitesOfOne}}","numFinessPm":"{{Entity(site)}}","denominationPm":"ENTITE {{site / SitesOfOne}}"},"etatObjet":"A","engagement":null,"ege":["""
        );

    private static string Site(int i, int version)
    {
        var closed = i % 5 < 2;
        var (end, state) = closed ? (",\"dateFermeture\":\"2012-03-04\"", "I") : ("", "A");
        var events = string.Join(',', Enumerable.Range(0, EventsOfOne).Select(number => Event(i, number)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"informationsGeneralesEGE":{"egeId":"{{{i}}}","nomEgeCourt":"{{{Name(i, version)}}}","nomEgeLong":"{{{Name(i, version)}}} DE BENCHMARK","numFinessEge":"{{{Finess(i)}}}","siret":"{{{77_220_148_900_000 + i}}}"{{{end}}} },"categorieentiteGeographiqueExercice":"355","adresse":[{"usageAdresse":"03","numeroVoie":"{{{i % 200}}}","typeVoie":"AV","libelleVoie":"DES BENCHMARKS","cogCommune":"01053","ligneAcheminement":"BOURG EN BRESSE","ligneQuatre":"{{{i % 200}}} AVENUE DES BENCHMARKS","codePostal":"01000","coordonneesGeographique":{"coordonneeX":null,"directionLatitude":"46.{{{200_000 + i}}}","directionLongitude":"5.{{{200_000 + i}}}"}}],"contact":[{"telecom":{"telephone":"0474{{{i:D6}}}"}}],"evenement":[{{{events}}}],"etatObjet":"{{{state}}}","dateDerniereMaj":"2021-10-18 00:00:00"}"""
        );
    }

    private static string Event(int site, int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"evenementId":"{{site * EventsOfOne + number}}","dateEnregistrement":"2023-03-15 11:21:01","dateEvenement":"1956-11-16","etatObjet1":"003","identifiantObjet1":"{{site}}","systemeMaitre":"01"}"""
        );

    private static string Member(int entity, string role) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"pmSmsseId":"{{entity}}","typeRoleEntiteGroupe":"{{role}}"}""");

    private static string Name(int i, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"CENTRE HOSPITALIER {i}{(version > 1 && i % 50 == 0 ? " BIS" : "")}");

    private static string Finess(int i) => string.Create(CultureInfo.InvariantCulture, $"01{i:D7}");

    private static string Entity(int site) =>
        string.Create(CultureInfo.InvariantCulture, $"01{5_000_000 + site / SitesOfOne:D7}");
}
