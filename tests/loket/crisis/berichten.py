"""Messages as people type them, invented for these tests: typing errors, dialect, second language, for somebody else."""

from collections.abc import Iterator

EXPLICIET = {
    "suicide": """
soms denk ik als ik morgen niet meer wakker word dan is het ook goed
ik hoop dat ik niet meer wakker word
ik wil niet meer leven
kwil gewoon dood zijn
ik denk elke dag aan zelfmoort
me dochter zegt dat ze der eigen wat aan gaat doen
ik ga vannacht een einde aan mijn leven maken
mijn buurman wil zichzelf ophangen
ik heb suicidale gedachten en een plan
ik spring straks voor de trein
was ik maar dood
ik wil nie mer leve, tis genoeg
mijn vrouw heeft geprobeerd zelfmoord te plegen
hij wil uit het leven stappen
ik snij mezelf en ik wil dood
""",
    "geweld": """
mijn man slaat mij elk weekend
me ex dreigt me te vermoorden
ik word door mijn zoon geslagen
hij heeft mij verkracht
mijn vriend schopte me vannacht van de trap
zij mishandelt haar oude vader
mijn broer heeft me bij mijn keel gepakt
hij slaan mij als eten niet klaar
ik heb vanochtend mijn vrouw geslagen
me vader heef mijn moeder in elkaar geslagen
mijn kleinzoon bedreigt mij als ik geen geld geef
ze worden thuis mishandeld
mijn man knijpt mij tot ik blauwe plekken heb
""",
    "medisch": """
mijn vrouw ademt niet meer
hij krijgt geen lugt help
papa is bewusteloos
ik krijg mijn man niet meer wakker
zij heeft een overdosis genomen
ik heb heftige pijn op de borst
mijn moeder is zojuist van de trap gevallen
er komt heel veel bloed uit zijn hoofd
volgens mij heeft ze nu een beroerte
de buurman ligt op de grond en reageert niet
mijn kind heeft een epileptische aanval
ambulance sturen aub mijn man stikt
ik heb dertig paracetamol geslikt
""",
    "kind": """
de buurman slaat zijn kinderen
mijn stiefvader slaat me met een riem
ik heb de baby door elkaar geschud
opa zit aan mijn dochtertje
een meisje uit de klas wordt thuis mishandeld
de peuter is alleen thuis gelaten
mijn ex misbruikt onze dochter
mijn zoontje van 5 wordt door zijn vader geschopt
de kinderen krijgen al dagen geen eten
mijn dochter van 11 is vermist
ze hebben dat jongetje opgesloten in de kelder
papa doet mij pijn en ik ben 9
""",
    "gevaar": """
het ruikt hier heel erg naar gas
de keuken staat in brand
er staat iemand met een mes voor mijn deur
mijn demente moeder is weggelopen
ik slaap vannacht op straat
de koolmonoxidemelder gaat af
er is iemand in mijn huis en ik ken hem niet
wij zijn vandaag ons huis uitgezet en staan op straat
mijn zoon loopt met een hakmes door het huis
er komt zwarte rook uit het stopcontact
oma is al uren zoek en ze is verward
hij heeft een pistool en zit te schreeuwen
""",
}

INDIRECT = {
    "suicide": """
niemand merkt het als ik er morgen niet meer ben
ik heb mijn afscheidsbrief al klaar
de kinderen zijn beter af zonder mij
ik heb alle pillen opgespaard
ik zie geen uitweg meer
het hoeft voor mij niet meer
ik wil slapen en nooit meer wakker worden
dit is het laatste wat jullie van mij horen
ik wil bij mijn overleden man zijn
ik sta op de brug en kijk naar het water
iedereen heeft alleen maar last van mij, ik kan beter verdwijnen
ik heb mijn spullen weggegeven, ik heb ze toch niet meer nodig
""",
    "geweld": """
ik mag van mijn man niet naar buiten
hij heeft mijn telefoon afgepakt
ik ben bang voor mijn zoon als hij gedronken heeft
mijn dochter haalt zonder te vragen geld van mijn rekening
mijn vriend wil dat ik met zijn vrienden slaap
ik durf niet naar huis, hij wacht op me
mijn schoonzoon heeft de deur op slot gedaan en ik kan er niet uit
ze geven oma geen eten als ze lastig is
ik moest tekenen dat het huis van mijn neef wordt
hij kijkt al mijn berichten na, ik moet dit zo wissen
mijn ex staat elke avond in de straat naar mijn raam te kijken
mijn familie heeft een man voor me uitgezocht en ik moet met hem trouwen
""",
    "medisch": """
haar mond hangt scheef en ze praat raar
mijn man grijpt naar zijn borst en is helemaal grauw
ik ben gevallen en kom niet meer overeind
hij heeft blauwe lippen
mijn moeder zakt steeds weg
hij praat ineens wartaal
de baby is slap en heeft hoge koorts
oma heeft al drie dagen niks gedronken
mijn arm is opeens helemaal verlamd
mijn zoon heeft de hele strip leeggegeten
zijn keel zwelt op na een wespensteek
mijn vader ligt al sinds vannacht in de badkamer op de vloer
""",
    "kind": """
de kinderen van hiernaast zijn al twee dagen alleen
de baby huilt al uren en niemand doet open
het buurmeisje heeft steeds blauwe plekken
ik ben bang dat ik mijn kindje iets aandoe
moeder is elke avond dronken en heeft een baby
de kleuter liep vannacht alleen over straat
mijn man komt 's nachts bij mijn dochter in bed
ex wil de kinderen meenemen naar het buitenland en nooit meer terugbrengen
ik ben 12 en mijn ouders zijn al drie dagen weg
die kinderen zijn zo mager, ze krijgen niks te eten
mijn dochter van 14 krijgt cadeaus van een man van 40 en gaat mee naar hotels
ze gaan mijn nichtje deze zomer laten besnijden
""",
    "gevaar": """
mijn moeder is weg en het vriest
ik kan vannacht nergens heen
mijn man met alzheimer is niet teruggekomen van zijn wandeling
vader staat in zijn pyjama op de weg
morgen komt de deurwaarder en dan staan we op straat
mijn zoon hoort stemmen dat hij mensen moet steken
iemand staat op mijn deur te beuken en gaat niet weg
onze verwarming is kapot, het vriest en ik ben 88
mijn broer is psychotisch en slaat alles kapot
ik zit vast in de lift en ik heb zuurstof nodig
ik slaap al drie nachten in mijn auto
mijn buurman rent naakt over straat te schreeuwen
""",
}

GEEN = {
    "suicide": """
ik lach me dood om die man
ik wil niet dood, ik wil hulp in huis
ik ben doodop van het zorgen
hoe regel ik een euthanasieverklaring?
mijn zoon is drie jaar geleden door zelfmoord overleden
wat doen jullie bij suïcidale gedachten?
mijn moeder wil thuis sterven als het zover is
ik heb gisteren een film gezien over zelfdoding
ik wil niet meer autorijden
ik ben niet suïcidaal, alleen een beetje somber
ik wil na mijn dood begraven worden bij mijn man
ik kan er niet meer tegen, al dat lawaai van de buren
de apotheek zet mijn pillen klaar in een doosje
""",
    "geweld": """
vroeger sloeg mijn vader mij
hij slaat me niet hoor
hebben jullie een folder over huiselijk geweld
die printer, ik zou hem wel kunnen wurgen
mijn dochter haalt geld voor mij van de bank en dat gaat goed
ik heb blauwe plekken door de bloedverdunners
ik mag van de dokter niet tillen
mijn man duwt de rolstoel
ik ben bang om te vallen op de trap
de klok slaat elk uur en ik word er wakker van
mijn rug doet zo'n pijn
het incassobureau dreigt met de deurwaarder
""",
    "medisch": """
mijn man is in maart overlden en ik kan het huis niet meer schoonhouden
sinds ik gevallen ben durf ik niet meer naar buiten te lopen
mijn vrouw kan niet meer uit bed en jullie laten ons stikken
mijn vader heeft vorig jaar een beroerte gehad
ik ben bang dat ze een keer valt
door mijn longen ben ik snel benauwd
de gemeente reageert niet op mijn brief
na mijn hartinfarct kan ik niet meer stofzuigen
mijn moeder valt vaak en wil een alarm
ik moet elke week bloed laten prikken
ik slik veel pillen en raak in de war met de tijden
ik kan mijn arm niet goed optillen door reuma
als ik val kan ik niet alleen opstaan
ik lig veel wakker
wat moet ik doen als iemand een hartaanval krijgt?
""",
    "kind": """
mijn kinderen wonen ver weg
mijn kind wil niet eten
ik ben alleenstaande moeder met drie kinderen
mijn dochter speelt graag alleen buiten
de kinderen zijn het huis uit en ik ben alleen
ik zoek oppas voor mijn zoontje van 4
mijn kind wordt gepest op school
de baby huilt veel en ik slaap slecht
mijn zoon van 9 heeft adhd en luistert niet
wat doen jullie bij kindermishandeling?
mijn kleinkinderen komen elke woensdag eten
de baby schopt in mijn buik
""",
    "gevaar": """
ze vergeet soms het gas uit te doen
ik ben bang voor brand sinds ik alleen woon
mijn man is de weg kwijt in zijn hoofd
ik ben mijn sleutels kwijt
met een mes kan ik niet meer snijden
vroeger was ik dakloos maar nu heb ik een woning
ik kom bijna niet meer op straat
mijn hond is weggelopen
ik durf niet naar huis te lopen in het donker
de energierekening voor gas is te hoog
er is vorige maand bij ons ingebroken
ik slaap slecht en zit veel buiten
""",
}


def paren(soort: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every message with the category it is filed under."""
    return ((categorie, regel) for categorie, tekst in soort.items() for regel in tekst.strip().splitlines())
